"use client";

import type { TRPCClient } from "@trpc/client";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { AppRouter } from "#server/api/root.ts";
import { useTRPCClient } from "../api/api-provider.tsx";
import { faultWords } from "../api/fault-words.ts";
import { tellSigned } from "../live/tab-message.ts";

/** Errors by the name of their field; none when it worked. */
export type FieldErrors = Partial<Record<"name" | "email" | "password", string>>;

export type Typed = { name: string; email: string; password: string };

type Send = (client: TRPCClient<AppRouter>, typed: Typed) => Promise<FieldErrors>;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** One form that signs somebody in: what is wrong with it, and on to `next` when it worked. */
export function useSigning(send: Send, next: string) {
  const client = useTRPCClient();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  // a second Enter comes before React has painted the first
  const under = useRef(false);

  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  useEffect(() => {
    if (problem !== null) notice.current?.focus();
  }, [problem]);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (under.current) return;
    under.current = true;
    const typed = new FormData(event.currentTarget);
    setPending(true);
    setErrors({});
    setProblem(null);
    try {
      const found = await send(client, {
        name: textOf(typed, "name"),
        email: textOf(typed, "email"),
        password: textOf(typed, "password"),
      });
      // a whole new page: nothing that this browser remembers is from before; it stays pending until that is there
      if (Object.keys(found).length === 0) {
        tellSigned();
        return window.location.assign(next);
      }
      setErrors(found);
    } catch (error) {
      setProblem(faultWords(error));
    }
    under.current = false;
    setPending(false);
  };

  const forgive = (name: keyof FieldErrors) => () => setErrors(({ [name]: _, ...rest }) => rest);
  return { form, notice, errors, problem, pending, submit, forgive };
}
