namespace ApprovalFlows.Core;
internal static class EngineShims
{
    public sealed record WorkflowIdentity(string DefinitionId, int Version, string Id);
    extension(ApprovalFlows.Workflows.Activities.Composition.Workflow workflow)
    {
        public WorkflowIdentity Identity => new(workflow.Definition!.DefinitionId, workflow.Definition.Version, workflow.Definition.VersionId);
    }
    public static void DelayUntil(this ActivityExecutionContext context, DateTimeOffset at, ExecuteActivityDelegate callback) =>
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = "Elsa.Delay", Stimulus = new { ResumeAt = at }, Callback = callback, DueAt = at });
}
