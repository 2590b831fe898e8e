using System.ComponentModel.DataAnnotations;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.TextMessages;

namespace ApprovalFlows.Core;

/// <summary>
/// All settings of the program, section <c>ApprovalFlows</c>. Impossible values stop the start.
/// </summary>
public sealed class ApprovalFlowsOptions
{
    public const string Section = "ApprovalFlows";

    /// <summary>SQLite file, attachments and printed certificates; relative to the content root.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    [EnumDataType(typeof(DatabaseKind))]
    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>
    /// Address under which the public reaches the system; goes into QR codes. Empty: that of the
    /// request.
    /// </summary>
    public string PublicAddress { get; set; } = "";

    public ShutdownOptions Shutdown { get; set; } = new();
    public JobOptions Jobs { get; set; } = new();
    public HealthOptions Health { get; set; } = new();
    public TelemetryOptions Telemetry { get; set; } = new();
    public WorkflowFileOptions Workflows { get; set; } = new();
    public AdminOptions Admin { get; set; } = new();
    public PdfOptions Pdf { get; set; } = new();
    public IncomingHttpOptions IncomingHttp { get; set; } = new();
    public OutgoingHttpOptions OutgoingHttp { get; set; } = new();
    public MailOptions Mail { get; set; } = new();
    public TextMessageOptions TextMessages { get; set; } = new();
    public AuditOptions Audit { get; set; } = new();
    public ReminderOptions Reminders { get; set; } = new();
    public SignInOptions SignIn { get; set; } = new();
    public RateLimitOptions Limits { get; set; } = new();
}

/// <summary>
/// How often in one minute one person, or one address of which nobody signed in, may ask a node for what costs much.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>Lists with a search, and the search field on top of every page.</summary>
    [Range(1, 1_000_000)]
    public int SearchesPerMinute { get; set; } = 600;

    /// <summary>Lists as files, archives of evidence, printed certificates.</summary>
    [Range(1, 1_000_000)]
    public int ExportsPerMinute { get; set; } = 60;

    /// <summary>Files and rosters handed in.</summary>
    [Range(1, 1_000_000)]
    public int UploadsPerMinute { get; set; } = 3_000;

    /// <summary>Applications and whatever else applicants send to flows.</summary>
    [Range(1, 1_000_000)]
    public int ApplicationsPerMinute { get; set; } = 1_200;

    /// <summary>Certificates looked up by number, which needs no account.</summary>
    [Range(1, 1_000_000)]
    public int VerificationsPerMinute { get; set; } = 300;

    /// <summary>Objections to results of the annual assessment, which need no account either.</summary>
    [Range(1, 1_000_000)]
    public int ObjectionsPerMinute { get; set; } = 10;
}

/// <summary>How guessing of passwords is slowed down, and how long a first one lets in.</summary>
public sealed class SignInOptions
{
    /// <summary>So many wrong passwords in a row make the account pause.</summary>
    [Range(3, 100)]
    public int FailuresBeforePause { get; set; } = 5;

    /// <summary>How long the first pause lasts; each further wrong password doubles it.</summary>
    [Range(1, 86_400)]
    public int FirstPauseSeconds { get; set; } = 60;

    /// <summary>No pause is longer, so that nobody can shut somebody else out for good.</summary>
    [Range(1, 86_400)]
    public int LongestPauseSeconds { get; set; } = 900;

    /// <summary>No refusal is quicker than this, so that its time does not tell whether a name exists.</summary>
    [Range(0, 10_000)]
    public int RefusalMilliseconds { get; set; } = 500;

    /// <summary>So long a password handed over by an administrator lets in.</summary>
    [Range(1, 90)]
    public int FirstPasswordDays { get; set; } = 7;
}

/// <summary>When people are reminded, in the time of the offices, on the working days of their region.</summary>
public sealed class ReminderOptions
{
    /// <summary>From then on nothing urgent is told until the quiet hours end; rest days are quiet.</summary>
    public TimeOnly QuietFrom { get; set; } = new(20, 0);
    public TimeOnly QuietTo { get; set; } = new(8, 0);

    /// <summary>When the digest of the day goes out.</summary>
    public TimeOnly DigestAt { get; set; } = new(8, 30);
}

/// <summary>Where the keys lie that sign the evidence.</summary>
public sealed class AuditOptions
{
    /// <summary>Folder of the private keys; empty: <c>keys</c> in the data directory.</summary>
    public string KeyDirectory { get; set; } = "";

    /// <summary>
    /// Whether nodes on PostgreSQL get the private key from the database, where data protection guards it.
    /// Without it every node needs the file itself.
    /// </summary>
    public bool ShareKey { get; set; } = true;
}

/// <summary>How a node ends that is told to.</summary>
public sealed class ShutdownOptions
{
    /// <summary>
    /// How long it still answers 503 to whoever brings new work, so that a load balancer notices.
    /// </summary>
    [Range(0, 300)]
    public int NoticeSeconds { get; set; } = 2;

    /// <summary>How long it waits after that for what is under way.</summary>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; } = 60;
}

/// <summary>Limits of the requests that flows answer under <c>/workflows</c>.</summary>
public sealed class IncomingHttpOptions
{
    /// <summary>No request may be longer, whatever its endpoint allows.</summary>
    [Range(1, 1024 * 1024 * 1024)]
    public int MaxRequestBytes { get; set; } = 16 * 1024 * 1024;

    [Range(1, 100_000)]
    public int MaxFormFields { get; set; } = 1_000;

    [Range(0, 1_000)]
    public int MaxFiles { get; set; } = 20;

    /// <summary>How long a request may run, whatever its endpoint allows.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 120;

    /// <summary>More requests of one address in one second are refused with 429.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondAndAddress { get; set; } = 5_000;
}

public sealed class OutgoingHttpOptions
{
    /// <summary>
    /// Hosts that flows may send requests to, by exact name; none by default, so that no flow
    /// reaches into the network. <c>host</c> means the port of the scheme, <c>host:8443</c> that port,
    /// <c>host:*</c> any.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Whether an allowed host may lie in an inner network: private, loopback and link-local addresses. Off, a
    /// name that suddenly leads inside is refused.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    [Range(1, 64 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 4 * 1024 * 1024;
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

    /// <summary>
    /// How often a node on PostgreSQL says that it lives. Twice as long after its last word another one takes
    /// over what it was doing.
    /// </summary>
    [Range(1, 300)]
    public int CheckInSeconds { get; set; } = 15;
}

/// <summary>From when on <c>/health/ready</c> says that something is amiss.</summary>
public sealed class HealthOptions
{
    /// <summary>Less room than this for attachments.</summary>
    [Range(0, 1_000_000)]
    public int MinFreeMegabytes { get; set; } = 1024;

    /// <summary>A message that waits longer than this to be delivered.</summary>
    [Range(1, 10_080)]
    public int MaxOutboxMinutes { get; set; } = 30;
}

/// <summary>Where traces and metrics go.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Address of a collector that takes OTLP as http/protobuf; empty sends nothing.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>How often metrics are sent.</summary>
    [Range(1, 3600)]
    public int MetricSeconds { get; set; } = 60;

    /// <summary>Of how many requests in a hundred a trace is sent.</summary>
    [Range(0, 100)]
    public int TracedPercent { get; set; } = 100;
}

public sealed class WorkflowFileOptions
{
    /// <summary>
    /// Where the definition files lie, relative to the content root or one of the folders above
    /// it.
    /// </summary>
    [Required]
    public string Directory { get; set; } = "workflows";
}

public sealed class AdminOptions
{
    /// <summary>
    /// Outside Development: password of the first account, <c>admin</c>, made at the first start.
    /// </summary>
    public string? Password { get; set; }
}

public sealed class PdfOptions
{
    /// <summary>Path of a Chromium; empty looks in the usual places.</summary>
    public string Chromium { get; set; } = "";

    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 60;
}
