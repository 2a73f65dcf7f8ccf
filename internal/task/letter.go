package task

import (
	"context"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/input"
	"huishang/internal/letter"

	"github.com/google/uuid"
)

// LetterDraftForTask drafts a letter about an open task, and with it about the task's problem (D-ESC-1).
func LetterDraftForTask(ctx context.Context, in input.LetterDraftForTaskInput) (uuid.UUID, error) {
	x, err := act.RestOn(ctx, db.Tasks, in.Task.UUID(), "input.task")
	if err != nil {
		return uuid.Nil, err
	}
	if err := Tasks.Judge(ctx, auth.LetterDraft, x, "input.task"); err != nil {
		return uuid.Nil, err
	}
	return letter.Drafted(ctx, &db.Letter{OrgID: x.OrgID, ProblemID: x.ProblemID, TaskID: &x.ID}, in.Content)
}
