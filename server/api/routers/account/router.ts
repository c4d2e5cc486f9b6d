import { router } from "../../trpc.ts";
import { details } from "./details.ts";
import { get } from "./get.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { signUp } from "./sign-up.ts";

export const accountRouter = router({ details, get, signIn, signOut, signUp });
