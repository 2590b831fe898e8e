using System.Text;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Describes a definition that is used as an activity.</summary>
public static class WorkflowActivityDescriber
{
    /// <summary>The descriptor for designers; it cannot make activities.</summary>
    public static ActivityDescriptor Describe(WorkflowDefinition definition) =>
        Describe(definition, () => throw new NotSupportedException());

    internal static ActivityDescriptor Describe(
        WorkflowDefinition definition, Func<Workflow> readWorkflow)
    {
        ActivityDescriptor? self = null;
        self = new ActivityDescriptor
        {
            TypeName = TypeNameOf(definition),
            Name = TypeNameOf(definition),
            Version = definition.Version,
            IsBrowsable = definition.IsPublished,
            DisplayName = definition.Name ?? definition.DefinitionId,
            Description = definition.Description,
            Category = definition.Options.ActivityCategory is { Length: > 0 } category
                ? category
                : "Workflows",
            Inputs = [.. definition.Inputs.Select(Input)],
            Outputs = [.. definition.Outputs.Select(Output)],
            Ports = [
                new PortDescriptor("Root", "Root", true, false),
                .. definition.Outcomes.Select(outcome => new PortDescriptor(outcome, outcome, false))],
            CustomProperties = new() { ["RootType"] = nameof(WorkflowDefinitionActivity) },
            ConstructionProperties = new()
            {
                ["workflowDefinitionId"] = definition.DefinitionId,
                ["workflowDefinitionVersionId"] = definition.VersionId,
            },
            Create = () => new WorkflowDefinitionActivity
            {
                Descriptor = self,
                Root = readWorkflow(),
                Variables = WorkflowDefinitionActivity.VariablesOf(definition),
            },
        };
        return self;
    }

    public static string TypeNameOf(Storage.StoredDefinition stored) => TypeNameOf(stored.Name ?? stored.DefinitionId);

    public static string TypeNameOf(WorkflowDefinition definition) =>
        TypeNameOf(definition.Name ?? definition.DefinitionId);

    private static string TypeNameOf(string text)
    {
        var name = new StringBuilder();
        var upper = true;
        foreach (var letter in text)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }

        return name.ToString();
    }

    private static InputDescriptor Input(InputDefinition input) => new()
    {
        Name = input.Name,
        PropertyName = SafeName(input.Name),
        Type = TypeOf(input.TypeName, input.IsArray),
        DisplayName = input.Json.Text("displayName") ?? input.Name,
        Description = input.Json.Text("description"),
        Category = input.Json.Text("category"),
        UIHint = input.Json.Text("uiHint") ?? UIHints.InputUIHints.SingleLine,
        IsSynthetic = true,
        Get = activity => activity.SyntheticProperties.TryGetValue(input.Name, out var value) ? value : null,
        Set = (activity, value) => Put(activity, input.Name, value),
    };

    private static OutputDescriptor Output(OutputDefinition output) => new()
    {
        Name = output.Name,
        PropertyName = SafeName(output.Name),
        Type = TypeOf(output.TypeName, output.IsArray),
        DisplayName = output.Json.Text("displayName") ?? output.Name,
        Description = output.Json.Text("description"),
        IsSynthetic = true,
        Get = activity => activity.SyntheticProperties.TryGetValue(output.Name, out var value) ? value : null,
        Set = (activity, value) => Put(activity, output.Name, value),
    };

    private static void Put(IActivity activity, string name, object? value)
    {
        if (value is null)
            activity.SyntheticProperties.Remove(name);
        else
            activity.SyntheticProperties[name] = value;
    }

    // Names that clash with members of every activity get a prefix.
    private static string SafeName(string name) =>
        typeof(IActivity).GetProperty(name) is null ? name : $"_{name}";

    private static Type TypeOf(string alias, bool isArray)
    {
        var type = TypeAliases.Find(alias) ?? typeof(object);
        return isArray ? type.MakeArrayType() : type;
    }
}
