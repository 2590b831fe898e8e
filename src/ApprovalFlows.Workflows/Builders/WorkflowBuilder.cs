using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Builders;

/// <summary>Collects what a workflow made in code says of itself.</summary>
internal sealed class WorkflowBuilder : IWorkflowBuilder
{
    public string? Id { get; set; }
    public string? DefinitionId { get; set; }
    public string? TenantId { get; set; }
    public int Version { get; set; } = 1;
    public string? Name { get; set; }
    public string? Description { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }
    public CodeWorkflowOptions WorkflowOptions { get; } = new();
    public IActivity? Root { get; set; }
    public ICollection<Variable> Variables { get; set; } = [];
    public ICollection<CodeArgument> Inputs { get; set; } = [];
    public ICollection<CodeArgument> Outputs { get; set; } = [];
    public ICollection<string> Outcomes { get; set; } = [];
    public Variable? Result { get; set; }
    public IDictionary<string, object> CustomProperties { get; } = new Dictionary<string, object>();

    public IWorkflowBuilder WithId(string id) => With(() => Id = id);

    public IWorkflowBuilder WithDefinitionId(string definitionId) => With(() => DefinitionId = definitionId);

    public IWorkflowBuilder WithTenantId(string tenantId) => With(() => TenantId = tenantId);

    public Variable<T> WithVariable<T>(string name, T value)
    {
        var variable = new Variable<T>(name, value);
        Variables.Add(variable);
        return variable;
    }

    public IWorkflowBuilder WithVariable<T>(Variable<T> variable) => With(() => Variables.Add(variable));

    public IWorkflowBuilder WithVariable(Variable variable) => With(() => Variables.Add(variable));

    public IWorkflowBuilder WithVariables(params Variable[] variables) =>
        With(() => Array.ForEach(variables, Variables.Add));

    public CodeArgument WithInput<T>(string name, string? description = null) =>
        WithInput(name, typeof(T), description);

    public CodeArgument WithInput(string name, Type type, string? description = null) =>
        WithInput(name, type, input => input.Description = description);

    public CodeArgument WithInput(string name, Type type, Action<CodeArgument>? setup = null) =>
        Add(Inputs, new CodeArgument { Name = name, Type = type }, setup);

    public CodeArgument WithInput(Action<CodeArgument> setup) => Add(Inputs, new CodeArgument(), setup);

    public IWorkflowBuilder WithInput(CodeArgument input) => With(() => Inputs.Add(input));

    public CodeArgument WithOutput<T>(string name, string? description = null) =>
        WithOutput(name, typeof(T), description);

    public CodeArgument WithOutput(string name, Type type, string? description = null) =>
        WithOutput(name, type, output => output.Description = description);

    public CodeArgument WithOutput(string name, Type type, Action<CodeArgument>? setup = null) =>
        Add(Outputs, new CodeArgument { Name = name, Type = type }, setup);

    public CodeArgument WithOutput(Action<CodeArgument> setup) => Add(Outputs, new CodeArgument(), setup);

    public CodeArgument WithOutput(CodeArgument output) => Add(Outputs, output, null);

    public IWorkflowBuilder WithCustomProperty(string name, object value) =>
        With(() => CustomProperties[name] = value);

    public IWorkflowBuilder WithActivationStrategyType<T>()
        where T : IWorkflowActivationStrategy =>
        With(() => WorkflowOptions.ActivationStrategyType = typeof(T));

    public IWorkflowBuilder AsReadonly() => With(() => IsReadonly = true);

    public IWorkflowBuilder AsSystemWorkflow() => With(() => IsSystem = true);

    public async Task<Workflow> BuildWorkflowAsync(
        IWorkflow workflowDefinition, CancellationToken cancellationToken = default)
    {
        DefinitionId = workflowDefinition.GetType().Name;
        await workflowDefinition.BuildAsync(this, cancellationToken);
        return await BuildWorkflowAsync(cancellationToken);
    }

    public Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default)
    {
        var definitionId = DefinitionId ?? "";
        var json = CodeDefinition.HeadOf(this);
        var stored = new StoredDefinition
        {
            VersionId = Id ?? "",
            DefinitionId = definitionId,
            Version = Version,
            Json = "{}",
        };
        return Task.FromResult(new Workflow
        {
            Definition = DefinitionReader.Read(json, stored),
            Name = string.IsNullOrEmpty(Name) ? definitionId : Name,
            Variables = Variables,
            ResultVariable = Result,
            Root = Root ?? new Sequence(),
        });
    }

    private static CodeArgument Add(
        ICollection<CodeArgument> arguments, CodeArgument argument, Action<CodeArgument>? setup)
    {
        setup?.Invoke(argument);
        arguments.Add(argument);
        return argument;
    }

    private WorkflowBuilder With(Action change)
    {
        change();
        return this;
    }
}
