"use client";
import { MessageCircleQuestion, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { documentStatusWords } from "@/domain/words/document";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { AnswerDialog } from "./answer-dialog";
import type { KnowledgeDocument } from "./knowledge-board";
import { RowButton, SourceRowLayout } from "./source-row-layout";

interface AnswerRowProps {
  accountId: string;
  document: KnowledgeDocument;
  documents: readonly KnowledgeDocument[];
  canWrite: boolean;
  onOpen: () => void;
}

/** A question; who may change it gets its answer to write in, others get it to read. */
export function AnswerRow({ accountId, document, documents, canWrite, onOpen }: AnswerRowProps) {
  const [isEditing, setIsEditing] = useState(false);
  const key = { accountId, documentId: document.id };
  const answer = api.knowledge.answers.get.useQuery(key, { enabled: isEditing });
  const question = document.question ?? document.name;
  const { label } = documentStatusWords(document.status);
  return (
    <SourceRowLayout
      icon={MessageCircleQuestion}
      title={
        <RowButton
          title={canWrite ? "Change the answer" : "See the answer"}
          onClick={canWrite ? () => setIsEditing(true) : onOpen}
        >
          {question}
        </RowButton>
      }
      state={
        document.status !== "ready" && <Badge tone={document.status === "failed" ? "danger" : "info"}>{label}</Badge>
      }
      actions={
        canWrite && (
          <>
            <Tooltip label="Change">
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={`Change ${question}`}
                onClick={() => setIsEditing(true)}
                className="max-md:size-9"
              >
                <Pencil />
              </Button>
            </Tooltip>
            <DeleteAnswerButton accountId={accountId} documentId={document.id} question={question} />
          </>
        )
      }
    >
      {document.failureMessage && <p className="max-w-[72ch] text-danger text-sm">{document.failureMessage}</p>}
      {answer.error && isEditing && (
        <p role="alert" className="max-w-[72ch] text-danger text-sm">
          {errorWords(answer.error)}
        </p>
      )}
      {answer.data && (
        <AnswerDialog
          accountId={accountId}
          documents={documents}
          edited={{ documentId: document.id, ...answer.data }}
          isOpen={isEditing}
          onOpenChange={setIsEditing}
        />
      )}
    </SourceRowLayout>
  );
}

function DeleteAnswerButton({ question, ...key }: { accountId: string; documentId: string; question: string }) {
  const utils = api.useUtils();
  const [isAsking, setIsAsking] = useState(false);
  const remove = api.knowledge.delete.useMutation({
    onSuccess: async () => {
      await utils.knowledge.list.invalidate({ accountId: key.accountId });
      toast.success("The question is deleted", { description: "The bot no longer answers from it." });
    },
    onError: (error) => void toast.error("Nothing has changed", { description: errorWords(error) }),
  });
  return (
    <>
      <Tooltip label="Delete">
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={`Delete ${question}`}
          onClick={() => setIsAsking(true)}
          className="max-md:size-9"
        >
          <Trash2 />
        </Button>
      </Tooltip>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${question}”?`}
        description="The bot stops answering from it at once. Answers it has already given stay in the conversations. Deleting can't be undone."
        confirmLabel="Delete"
        cancelLabel="Keep it"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate(key)}
      />
    </>
  );
}
