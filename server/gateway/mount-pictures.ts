import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { dataPolicy } from "./security-headers.ts";

// what is still being written has another ending
const wholePicture = /^\/[0-9a-f]+-\d+\.webp$/;

/** Product pictures under `/pictures/`: their names are hashes of what they show, so browsers may keep them for ever. */
export async function mountPictures(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(
    async (scope) => {
      scope.setNotFoundHandler((_request, reply) =>
        reply
          .code(404)
          .header("cache-control", "no-store")
          .send({ error: { message: "There is no such picture." } }),
      );
      scope.addHook("onRequest", async (_request, reply) => {
        reply.header("content-security-policy", dataPolicy);
      });
      await scope.register(fastifyStatic, {
        root: folder,
        allowedPath: (path) => wholePicture.test(path),
        index: false,
        redirect: false,
        dotfiles: "ignore",
        immutable: true,
        maxAge: "365d",
        decorateReply: false,
      });
    },
    { prefix: "/pictures" },
  );
}
