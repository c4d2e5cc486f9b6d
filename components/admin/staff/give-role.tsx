"use client";

import type { SubmitEvent } from "react";
import type { StaffRole } from "#server/auth/session.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { roles, roleWords } from "./role-words.ts";

type Props = { pending: boolean; onGive: (email: string, role: StaffRole) => void };

/** Gives a role to whoever has an account with this address; it also changes the role of staff. */
export function GiveRole({ pending, onGive }: Props) {
  const give = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = roles.find((each) => each === form.get("role"));
    if (role !== undefined) onGive(String(form.get("email")).trim(), role);
  };
  return (
    <section aria-labelledby="give" className="flex max-w-3xl flex-col gap-4">
      <h2 id="give" className="text-xl">
        Give or change a role
      </h2>
      <form method="post" onSubmit={give} className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
        <TextField name="email" label="E-mail of the account" type="email" required autoComplete="off" />
        <SelectField name="role" label="Role">
          {roles.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary" pending={pending} className="min-h-12">
          Give the role
        </Button>
      </form>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {roles.map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium">{role}</dt>
            <dd className="text-ink-soft">{roleWords[role]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
