/** The top of the home page. */
export function Hero() {
  return (
    <section className="mb-10 border-b border-rule pb-8 sm:mb-14 sm:pb-12">
      <h1 className="max-w-4xl text-[clamp(2.5rem,7vw,4.5rem)] leading-[1.02]">Good things, kept well.</h1>
      <p className="mt-4 max-w-xl text-lg text-pretty text-ink-soft sm:text-xl">
        Tools that last, food worth waiting for and a few toys. Take your time: your cart keeps what you put in.
      </p>
    </section>
  );
}
