namespace ApprovalFlows.Core.Forms;

/// <summary>Who may apply in a flow.</summary>
public enum ApplicantKind
{
    /// <summary>An enterprise on the pilot list, for itself and its workers.</summary>
    Enterprise,

    /// <summary>A labour-service agency: for itself, or with its licence and a power of attorney for others.</summary>
    Agency,

    /// <summary>A worker, for himself.</summary>
    Worker,

    /// <summary>Any enterprise that lodges workers, on the pilot list or not.</summary>
    Host,
}
