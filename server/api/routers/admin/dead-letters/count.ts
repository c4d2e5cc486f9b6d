import { viewerProcedure } from "../../../trpc.ts";

export const count = viewerProcedure.query(({ ctx }) => ctx.runtime.countDeadLetters());
