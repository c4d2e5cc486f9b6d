"use client";

import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import type { StaffRole } from "#server/auth/session.ts";
import { useTRPCClient } from "../../api/api-provider.tsx";
import { ActionNotice } from "../action-notice.tsx";
import { useAction } from "../use-action.ts";
import { GiveRole } from "./give-role.tsx";
import { refusalWords } from "./refusal-words.ts";
import { StaffList } from "./staff-list.tsx";

type Members = inferRouterOutputs<AppRouter>["staff"]["list"];

/** Who works for the shop, and as what; roles are given by e-mail address and taken away. */
export function StaffView({ members, ownEmail }: { members: Members; ownEmail: string | null }) {
  const client = useTRPCClient();
  const { pending, told, notice, run } = useAction();

  const setRole = (email: string, role: StaffRole | "shopper") =>
    run(email, async () => {
      const answer = await client.staff.setRole.mutate({ email, role });
      if (!answer.ok) return { tone: "wrong", words: refusalWords(answer.error.code) };
      const words = role === "shopper" ? `${email} is a shopper again.` : `${email} is ${role} now.`;
      return { tone: "good", words: `${words} It counts within five seconds.` };
    });

  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-3xl">Staff</h1>
      <ActionNotice told={told} notice={notice} />
      <StaffList
        members={members}
        ownEmail={ownEmail}
        pending={pending !== null}
        onTake={(email) => void setRole(email, "shopper")}
      />
      <GiveRole pending={pending !== null} onGive={(email, role) => void setRole(email, role)} />
    </div>
  );
}
