import { ExternalLink, MapPin, Phone, Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { initials } from "@/domain/words/initials";
import { coordinateWords, mapLink } from "@/domain/words/media";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import type { Message } from "./use-messages";

type Details = NonNullable<Message["details"]>;
type DetailsOf<Type extends Details["type"]> = Extract<Details, { type: Type }>;

/** A place, people or a call: what a message carries that is neither text nor a file. */
export function DetailsContent({ details }: { details: Details }) {
  switch (details.type) {
    case "location":
      return <Place place={details} />;
    case "contacts":
      return <ContactCards contacts={details.contacts} />;
    case "call":
      return <CallLine call={details} />;
  }
}

function Place({ place }: { place: DetailsOf<"location"> }) {
  const t = useTranslations();
  return (
    <div className="flex max-w-72 items-start gap-3">
      <MapPin aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-faint" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p dir="auto" className="break-words font-medium">
          {place.name ?? t("conversation.kinds.location")}
        </p>
        <p className="text-ink-soft text-sm tabular-nums">{coordinateWords(t, place)}</p>
        <a
          href={mapLink(place)}
          target="_blank"
          rel="noopener noreferrer"
          className="mt-0.5 inline-flex w-fit items-center gap-1 rounded-mark font-medium text-accent text-sm underline decoration-accent-line underline-offset-3 hover:decoration-current"
        >
          {t("inbox.place.openMap")}
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{t("inbox.place.inNewTab")}</span>
        </a>
      </div>
    </div>
  );
}

function ContactCards({ contacts }: { contacts: DetailsOf<"contacts">["contacts"] }) {
  const t = useTranslations();
  return (
    <ul aria-label={t("inbox.place.cards", { count: contacts.length })} className="flex flex-col gap-3 py-0.5">
      {contacts.map((contact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards of one message never change
        <li key={index} className="flex items-center gap-3">
          <Avatar initials={initials(contact.name)} className="bg-surface!" />
          <div className="flex min-w-0 flex-col">
            <span dir="auto" className="break-words font-medium">
              {contact.name || t("inbox.place.noName")}
            </span>
            {contact.phones.map((phone) => (
              <a
                key={phone}
                dir="ltr"
                href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}
                className="w-fit rounded-mark text-ink-soft text-sm tabular-nums underline decoration-transparent underline-offset-3 hover:decoration-outline"
              >
                {formatPhoneNumber(phone)}
              </a>
            ))}
            {contact.phones.length === 0 && <span className="text-ink-faint text-sm">{t("inbox.place.noNumber")}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function CallLine({ call }: { call: DetailsOf<"call"> }) {
  const t = useTranslations();
  const Icon = call.isVideo ? Video : Phone;
  return (
    <p className="flex items-center gap-2">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      <span>
        {t(call.isVideo ? "inbox.place.videoCall" : "inbox.place.voiceCall")}
        <span className="text-ink-soft text-sm"> · {t("inbox.place.onPhoneOnly")}</span>
      </span>
    </p>
  );
}
