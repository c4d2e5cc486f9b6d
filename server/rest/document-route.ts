import type { SwaggerTransform } from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Answers } from "./answers.ts";

/** A route as the API's document has it: by its noun, with what it takes and what it may answer. */
export const documentRoute: SwaggerTransform = ({ schema, url, ...rest }) => {
  // whatever does not say what it answers is no part of the API
  if (!schema?.answers) return { schema: { hide: true }, url };
  const { answers, ownQuery, ...taken } = schema;
  const document = jsonSchemaTransform({
    ...rest,
    schema: { ...taken, ...(ownQuery !== undefined && { querystring: ownQuery }) },
    url,
  });
  return {
    url: document.url,
    schema: { ...document.schema, tags: [url.split("/")[2] ?? ""], response: responsesOf(answers) },
  };
};

function responsesOf(answers: Answers): Record<string, object> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, body }]) => {
      const { $schema, ...schema } = z.toJSONSchema(body, { io: "output" });
      return [status, { description, content: { "application/json": { schema } } }];
    }),
  );
}
