import { EmptyState } from "@/components/ui/empty-state";

export default function ConversationNotFound() {
  return (
    <div className="flex flex-1 flex-col justify-center">
      <EmptyState
        headingLevel={1}
        title="This conversation doesn't exist"
        description="It may have been erased. The others are in the list."
      />
    </div>
  );
}
