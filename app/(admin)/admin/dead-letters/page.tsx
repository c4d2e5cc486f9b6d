import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { lettersAddress } from "#components/admin/dead-letters/letter-address.ts";
import { LettersList } from "#components/admin/dead-letters/letters-list.tsx";
import { TypeLinks } from "#components/admin/dead-letters/type-links.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { codeOf } from "#server/api/caller.ts";
import type { ApiCaller } from "#server/api/root.ts";
import { readForStaff } from "../../read-for-staff.ts";

type Asked = NonNullable<Parameters<ApiCaller["admin"]["deadLetters"]["list"]>[0]>;
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Dead letters" };

async function readLetters(type: string | undefined, after: string | undefined) {
  try {
    // the procedure refuses a type that there is not
    const asked = { ...(type && { type }), ...(after && { cursor: after }) } as Asked;
    return await readForStaff((api) => api.admin.deadLetters.list(asked));
  } catch (error) {
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function DeadLettersPage({ searchParams }: Props) {
  const { type, after } = await searchParams;
  const found = Array.isArray(type) || Array.isArray(after) ? notFound() : await readLetters(type, after);
  if (!found.ok) return <AdminAway />;
  const { letters, types, cursor } = found.value;
  const first = lettersAddress(typeof type === "string" ? { type } : {});
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Dead letters</h1>
      <p className="max-w-prose text-pretty text-ink-soft">
        Commands that failed for good, with what they wanted. Nothing waits behind them. Once the cause is gone, a
        replay brings them to their end.
      </p>
      <TypeLinks types={types} here={typeof type === "string" ? type : undefined} />
      {letters.length === 0 ? (
        <p className="py-6 text-ink-soft">
          {after === undefined ? "None: every command came to its end." : "There are no more."}
        </p>
      ) : (
        <LettersList letters={letters} />
      )}
      <nav aria-label="Pages of dead letters" className="flex flex-wrap justify-end gap-3">
        {after !== undefined && <LinkButton href={first}>Back to the first</LinkButton>}
        {cursor !== null && (
          <LinkButton href={lettersAddress({ ...(typeof type === "string" && { type }), after: cursor })}>
            Next
          </LinkButton>
        )}
      </nav>
    </div>
  );
}
