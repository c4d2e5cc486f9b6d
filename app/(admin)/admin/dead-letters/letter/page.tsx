import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { BackLink } from "#components/admin/back-link.tsx";
import { LetterActions } from "#components/admin/dead-letters/letter-actions.tsx";
import { lettersAddress } from "#components/admin/dead-letters/letter-address.ts";
import { LetterView } from "#components/admin/dead-letters/letter-view.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readForStaff } from "../../../read-for-staff.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Dead letter" };

async function readLetter(name: { agent: string; callId: string }) {
  try {
    return await readForStaff(async (api) => {
      const [member, outcome] = await Promise.all([api.admin.me(), api.admin.deadLetters.outcome(name)]);
      const letter = await api.admin.deadLetters.get(name).catch((error: unknown) => {
        if (codeOf(error) === "NOT_FOUND") return null;
        throw error;
      });
      return { member, outcome, letter };
    });
  } catch (error) {
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function DeadLetterPage({ searchParams }: Props) {
  const { agent, call } = await searchParams;
  if (typeof agent !== "string" || typeof call !== "string") notFound();
  const name = { agent, callId: call };
  const read = await readLetter(name);
  if (!read.ok) return <AdminAway />;
  const { member, outcome, letter } = read.value;
  const isUnderWay = letter === null && outcome?.kind === "under_way";
  // a letter that was taken back keeps its page for as long as it is known how it went
  if (letter === null && outcome === null) notFound();
  return (
    <article className="flex flex-col gap-6">
      <header className="flex flex-col gap-1">
        <BackLink href={lettersAddress()}>All dead letters</BackLink>
        <h1 className="text-3xl wrap-anywhere">
          {letter?.method ?? (isUnderWay ? "Running again" : "No dead letter any more")}
        </h1>
        <p className="figures break-all text-ink-soft">{agent}</p>
      </header>
      <LetterActions name={name} isThere={letter !== null} mayWrite={member.mayWrite} />
      {isUnderWay && (
        <p className="text-ink-soft">It was replayed and has not ended yet. If it fails, it is a dead letter again.</p>
      )}
      {letter && <LetterView letter={letter} />}
    </article>
  );
}
