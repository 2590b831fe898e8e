using System.Text.Json;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms;

/// <summary>
/// The form of a flow: what an applicant fills in, section by section, and the rules over several
/// fields. It lies in <c>customProperties.form</c> of the flow's definition and is versioned with
/// it.
/// </summary>
public sealed record FormDefinition
{
    public required LocalText Title { get; init; }
    public required IReadOnlyList<FormSection> Sections { get; init; }
    public IReadOnlyList<FormRule> Rules { get; init; } = [];

    /// <summary>Who may apply; enterprises on the pilot list where nothing is said.</summary>
    public IReadOnlyList<ApplicantKind>? Applicants { get; init; }

    /// <summary>The post that opens such cases of its own accord (依职权); nobody applies then.</summary>
    public FormOpener? Opener { get; init; }

    /// <summary>What an agency must be licensed for to apply for others.</summary>
    public string? AgencyService { get; init; }

    /// <summary>What must be so in the registers, when the application comes and when it is decided.</summary>
    public IReadOnlyList<FactRule>? Facts { get; init; }

    /// <summary>Whether the law gives no remedy against a refusal (出境入境管理法 §36).</summary>
    public bool? RefusalIsFinal { get; init; }

    public IEnumerable<FormField> AllFields() => Sections.SelectMany(s => s.Fields);

    public bool Admits(ApplicantKind kind) =>
        Opener is null && (Applicants ?? [ApplicantKind.Enterprise]).Contains(kind);

    public IEnumerable<AttachmentSlot> AllAttachments() => Sections.SelectMany(s => s.Attachments);

    public FormField? FindField(string name) => AllFields().FirstOrDefault(f => f.Name == name);

    /// <summary>The field that names the worker the matter is about; null where it is about none.</summary>
    public FormField? FindWorkerField() => AllFields().FirstOrDefault(f => f.Type == WorkerField.TypeName);

    public AttachmentSlot? FindAttachment(string name) =>
        AllAttachments().FirstOrDefault(a => a.Name == name);

    /// <summary>The form of a workflow definition, or null when it has none.</summary>
    /// <exception cref="FormDefinitionException">The form cannot be used.</exception>
    public static FormDefinition? OfWorkflow(JsonElement definition) =>
        definition.ValueKind == JsonValueKind.Object
        && definition.TryGetProperty("customProperties", out var properties)
        && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty("form", out var form)
        && form.ValueKind == JsonValueKind.Object
            ? Parse(form)
            : null;

    /// <exception cref="FormDefinitionException">The form cannot be used.</exception>
    public static FormDefinition Parse(JsonElement form)
    {
        var definition = Read(form);
        var problems = definition.FindProblems();
        return problems.Count == 0
            ? definition.WithSharedOptions()
            : throw new FormDefinitionException(problems);
    }

    /// <summary>What keeps the form from being used.</summary>
    public IReadOnlyList<Sentence> FindProblems() => new FormDefinitionCheck(this).Run();

    /// <summary>As applicants get it, with the options of the lists it refers to.</summary>
    public FormDefinition WithSharedOptions() => OptionLists.Expand(this);

    /// <summary>With one more option of a field, such as the name of the worker that a case is about.</summary>
    public FormDefinition WithOption(string field, FormOption option) => this with
    {
        Sections = [.. Sections.Select(section => section with
        {
            Fields = [.. section.Fields.Select(one => one.Name == field
                ? one with { Options = [.. one.Options ?? [], option] }
                : one)],
        })],
    };

    /// <summary>As it is written, checked or not, and without the options of shared lists.</summary>
    /// <exception cref="FormDefinitionException">It is no form.</exception>
    public static FormDefinition Read(JsonElement form)
    {
        try
        {
            return form.Deserialize<FormDefinition>(FormJson.Options)
                ?? throw new FormDefinitionException([new Sentence("Form.Unreadable", "$")]);
        }
        catch (JsonException unreadable)
        {
            throw new FormDefinitionException(
                [new Sentence("Form.Unreadable", unreadable.Path ?? "$")], unreadable);
        }
    }
}

/// <summary>Who fills in the form of a case that an office opens against an enterprise.</summary>
public sealed record FormOpener(string Department, string Post)
{
    /// <summary>The field with the credit code of the enterprise.</summary>
    public const string EnterpriseField = "enterprise";
}

/// <summary>A group of fields and attachments under one heading.</summary>
public sealed record FormSection
{
    public required string Name { get; init; }
    public required LocalText Title { get; init; }
    public LocalText? Hint { get; init; }
    public IReadOnlyList<FormField> Fields { get; init; } = [];
    public IReadOnlyList<AttachmentSlot> Attachments { get; init; } = [];
}

/// <summary>The form in a definition cannot be used; the problems are for its designer.</summary>
public sealed class FormDefinitionException(
    IReadOnlyList<Sentence> problems, Exception? inner = null)
    : Exception(string.Join(' ', problems.Select(p => p.In(TextResources.English))), inner)
{
    public IReadOnlyList<Sentence> Problems { get; } = problems;
}
