"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { passwordRule } from "#lib/password.ts";
import type { AppRouter } from "#server/api/root.ts";
import { TextField } from "../ui/text-field.tsx";
import { SigningForm } from "./signing-form.tsx";
import { type FieldErrors, useSigning } from "./use-signing.ts";

type Refusal = Extract<inferRouterOutputs<AppRouter>["account"]["signUp"], { ok: false }>["error"];

const wrong = {
  name: "Enter your name, at most 200 letters.",
  email: "Enter an e-mail address like name@example.com.",
  password: `Choose a password of ${passwordRule}.`,
};

function errorsOf(refusal: Refusal): FieldErrors {
  switch (refusal.code) {
    case "not_valid":
      return Object.fromEntries(refusal.detail.fields.map((field) => [field, wrong[field]]));
    case "email_taken":
      return { email: "There is an account with this address. Sign in to it, or use another address." };
    case "already_signed_in":
      // in another tab; the account's page shows as whom
      return {};
  }
}

export function SignUpForm({ next, email }: { next: string; email: string }) {
  const signing = useSigning(async (client, typed) => {
    const made = await client.account.signUp.mutate(typed);
    return made.ok ? {} : errorsOf(made.error);
  }, next);
  const { errors, forgive } = signing;
  return (
    <SigningForm signing={signing} words="Make the account" pendingWords="Making the account …">
      <TextField name="name" label="Name" autoComplete="name" error={errors.name} onChange={forgive("name")} />
      <TextField
        name="email"
        label="E-mail"
        hint="you sign in with it"
        type="email"
        autoComplete="username"
        defaultValue={email}
        error={errors.email}
        onChange={forgive("email")}
      />
      <TextField
        name="password"
        label="Password"
        hint={passwordRule}
        type="password"
        autoComplete="new-password"
        error={errors.password}
        onChange={forgive("password")}
      />
    </SigningForm>
  );
}
