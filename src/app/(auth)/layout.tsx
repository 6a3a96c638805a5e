import { Brand } from "@/components/brand";
import { SampleAnswer } from "./_components/sample-answer";

export default function AuthLayout({ children }: LayoutProps<"/">) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[1fr_minmax(0,44%)]">
      <main className="flex flex-col px-6 pt-6 pb-10 sm:px-10">
        <Brand />
        <div className="mx-auto flex w-full max-w-[22rem] flex-1 flex-col justify-center gap-7 py-10">{children}</div>
      </main>
      <aside className="flex flex-col items-center justify-center gap-12 border-s bg-sunken p-10 max-lg:hidden">
        <SampleAnswer />
        <p className="max-w-sm text-center text-ink-soft">
          Customers write on WhatsApp. They get answers that stand in your documents, and a person when it takes one.
        </p>
      </aside>
    </div>
  );
}
