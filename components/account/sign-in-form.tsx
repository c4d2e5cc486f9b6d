"use client";

import { TextField } from "../ui/text-field.tsx";
import { SigningForm } from "./signing-form.tsx";
import { type FieldErrors, useSigning } from "./use-signing.ts";

export function SignInForm({ next }: { next: string }) {
  const signing = useSigning(async (client, { email, password }): Promise<FieldErrors> => {
    const errors: FieldErrors = {
      ...(email.trim() === "" && { email: "Enter your e-mail address." }),
      ...(password === "" && { password: "Enter your password." }),
    };
    if (Object.keys(errors).length === 0) await client.account.signIn.mutate({ email, password });
    return errors;
  }, next);
  const { errors, forgive } = signing;
  return (
    <SigningForm signing={signing} words="Sign in" pendingWords="Signing in …">
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        error={errors.email}
        onChange={forgive("email")}
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password}
        onChange={forgive("password")}
      />
    </SigningForm>
  );
}
