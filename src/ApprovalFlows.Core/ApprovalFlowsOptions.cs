using System.ComponentModel.DataAnnotations;

namespace ApprovalFlows.Core;

/// <summary>All settings of the program, section <c>ApprovalFlows</c>. Impossible values stop the start.</summary>
public sealed class ApprovalFlowsOptions
{
    public const string Section = "ApprovalFlows";

    /// <summary>SQLite file, attachments and printed certificates; relative to the content root.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    [EnumDataType(typeof(DatabaseKind))]
    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>Address under which the public reaches the system; goes into QR codes. Empty: that of the request.</summary>
    public string PublicAddress { get; set; } = "";

    public JobOptions Jobs { get; set; } = new();
    public WorkflowFileOptions Workflows { get; set; } = new();
    public AdminOptions Admin { get; set; } = new();
    public PdfOptions Pdf { get; set; } = new();
}

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

public sealed class JobOptions
{
    /// <summary>A node without jobs serves pages only.</summary>
    public bool Enabled { get; set; } = true;
}

public sealed class WorkflowFileOptions
{
    /// <summary>Where the definition files lie, relative to the content root or one of the folders above it.</summary>
    [Required]
    public string Directory { get; set; } = "workflows";
}

public sealed class AdminOptions
{
    /// <summary>Outside Development: password of the first account, <c>admin</c>, made at the first start.</summary>
    public string? Password { get; set; }
}

public sealed class PdfOptions
{
    /// <summary>Path of a Chromium; empty looks in the usual places.</summary>
    public string Chromium { get; set; } = "";

    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 60;
}
