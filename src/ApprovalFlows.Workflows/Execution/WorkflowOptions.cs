using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Every limit and switch of the engine.</summary>
public sealed class WorkflowOptions
{
    private readonly HashSet<Type> activityTypes = [];
    private readonly HashSet<Type> workflowTypes = [];

    /// <summary>Activities one burst may execute; more is an incident, not a hang.</summary>
    public int MaxActivitiesPerBurst { get; set; } = 10_000;
    public TimeSpan MaxBurstTime { get; set; } = TimeSpan.FromSeconds(60);
    public int MaxJournalEntriesPerBurst { get; set; } = 50_000;
    public int MaxBookmarksPerInstance { get; set; } = 1_000;
    public int MaxStateCharacters { get; set; } = 4_000_000;
    public int MaxDefinitionCharacters { get; set; } = 4_000_000;
    public int MaxActivitiesPerDefinition { get; set; } = 5_000;
    public int MaxNestingDepth { get; set; } = 64;
    public TimeSpan MaxScriptTime { get; set; } = TimeSpan.FromSeconds(5);
    public int MaxScriptStatements { get; set; } = 500_000;
    public int MaxScriptRecursion { get; set; } = 100;
    public int MaxScriptStringLength { get; set; } = 1_000_000;
    public long MaxScriptBytes { get; set; } = 256_000_000;
    public int MaxDueWorkBatch { get; set; } = 50;
    public TimeSpan DueWorkLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// True: text that does not convert faults. False: it becomes the type's default, as in Elsa's library.
    /// </summary>
    public bool StrictConversion { get; set; } = true;

    /// <summary>What a replay of Elsa's behaviour turns on again; nothing otherwise.</summary>
    public ElsaDefects Defects { get; set; }

    /// <summary>Publishing refuses activity types that are not known; Elsa lets them fault at run time.</summary>
    public bool RefuseUnknownActivities { get; set; } = true;

    /// <summary>Publishing refuses scripts that do not parse; Elsa lets them fault at run time.</summary>
    public bool RefuseBrokenScripts { get; set; } = true;

    /// <summary>False: a definition that names an activation strategy is unreadable, as in a plain Elsa 3.8.</summary>
    public bool KnowsActivationStrategies { get; set; } = true;

    /// <summary>How flowcharts run that do not say so themselves.</summary>
    public FlowchartMode FlowchartMode { get; set; } = FlowchartMode.Counter;
    public IncidentStrategy IncidentStrategy { get; set; } = IncidentStrategy.Fault;

    /// <summary>
    /// Whether the journal keeps inputs and outputs of which neither activity nor workflow say so. Elsa keeps
    /// them; here they may be personal data, so they are left out unless a flow asks for them.
    /// </summary>
    public LogPersistenceMode LogPersistence { get; set; } = LogPersistenceMode.Exclude;

    /// <summary>Longer values are not kept in the journal, only their length.</summary>
    public int MaxLoggedValueCharacters { get; set; } = 10_000;

    /// <summary>
    /// Failures inside an activity that are not its own, such as those of the host's database: the
    /// burst is refused and may be run again, and no incident is recorded.
    /// </summary>
    public Func<Exception, bool> IsHostFailure { get; set; } =
        static exception => exception is WorkflowConflictException;
    internal IReadOnlyCollection<Type> ActivityTypes => activityTypes;
    internal IReadOnlyCollection<Type> WorkflowTypes => workflowTypes;

    public WorkflowOptions AddActivity<T>()
        where T : IActivity
    {
        activityTypes.Add(typeof(T));
        return this;
    }

    /// <summary>Registers a workflow made in code.</summary>
    public WorkflowOptions AddWorkflow<T>()
        where T : IWorkflow
    {
        workflowTypes.Add(typeof(T));
        return this;
    }

    /// <summary>Registers every exported activity class of the marker's assembly.</summary>
    public WorkflowOptions AddActivitiesFrom<TMarker>()
    {
        foreach (var type in typeof(TMarker).Assembly.GetExportedTypes())
            if (type is { IsAbstract: false, IsGenericTypeDefinition: false }
                && typeof(IActivity).IsAssignableFrom(type))
                activityTypes.Add(type);
        return this;
    }
}

/// <summary>How a flowchart decides which node runs next.</summary>
public enum FlowchartMode
{
    Counter,
    Token,
}

/// <summary>What a faulted activity does to its instance.</summary>
public enum IncidentStrategy
{
    Fault,
    ContinueWithIncidents,
}
