using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Builders;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows;

/// <summary>What a workflow made in code says of itself.</summary>
public interface IWorkflowBuilder
{
    /// <summary>The version's id asked for; the engine gives versions ids of its own.</summary>
    string? Id { get; set; }
    string? DefinitionId { get; set; }
    string? TenantId { get; set; }
    int Version { get; set; }
    string? Name { get; set; }
    string? Description { get; set; }
    bool IsReadonly { get; set; }
    bool IsSystem { get; set; }
    CodeWorkflowOptions WorkflowOptions { get; }
    IActivity? Root { get; set; }
    ICollection<Variable> Variables { get; set; }
    ICollection<CodeArgument> Inputs { get; set; }
    ICollection<CodeArgument> Outputs { get; set; }
    ICollection<string> Outcomes { get; set; }
    Variable? Result { get; set; }
    IDictionary<string, object> CustomProperties { get; }

    IWorkflowBuilder WithId(string id);
    IWorkflowBuilder WithDefinitionId(string definitionId);
    IWorkflowBuilder WithTenantId(string tenantId);
    Variable<T> WithVariable<T>(string name, T value);
    IWorkflowBuilder WithVariable<T>(Variable<T> variable);
    IWorkflowBuilder WithVariable(Variable variable);
    IWorkflowBuilder WithVariables(params Variable[] variables);
    CodeArgument WithInput<T>(string name, string? description = null);
    CodeArgument WithInput(string name, Type type, string? description = null);
    CodeArgument WithInput(string name, Type type, Action<CodeArgument>? setup = null);
    CodeArgument WithInput(Action<CodeArgument> setup);
    IWorkflowBuilder WithInput(CodeArgument input);
    CodeArgument WithOutput<T>(string name, string? description = null);
    CodeArgument WithOutput(string name, Type type, string? description = null);
    CodeArgument WithOutput(string name, Type type, Action<CodeArgument>? setup = null);
    CodeArgument WithOutput(Action<CodeArgument> setup);
    CodeArgument WithOutput(CodeArgument output);
    IWorkflowBuilder WithCustomProperty(string name, object value);
    IWorkflowBuilder WithActivationStrategyType<T>()
        where T : IWorkflowActivationStrategy;
    IWorkflowBuilder AsReadonly();
    IWorkflowBuilder AsSystemWorkflow();
    Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default);
    Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default);
}
