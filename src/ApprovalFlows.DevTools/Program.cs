using ApprovalFlows.DevTools;

return args switch
{
    ["conformance", .. var rest] => await ConformanceCommand.RunAsync(rest),
    ["run-workflow", .. var rest] => await RunWorkflowCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        add-migration NAME
        conformance FOLDER [--mode counter|token|token-strict] [--case NAME]
        run-workflow FILE.json … [--mode counter|token] [--incidents fault|continue]
            [--input JSON] [--resume ACTIVITY_ID_OR_BOOKMARK_NAME[=JSON]] …
        """);
    return 2;
}
