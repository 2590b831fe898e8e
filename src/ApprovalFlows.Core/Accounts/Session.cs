namespace ApprovalFlows.Core.Accounts;

public enum SessionKind
{
    /// <summary>Of a browser, kept by a cookie.</summary>
    Page,

    /// <summary>Of a program, kept by a bearer token.</summary>
    Token,
}

/// <summary>One sign-in that still counts. Cookies and tokens name it; without its row they open nothing.</summary>
public sealed class Session
{
    public const int MaxAddressLength = 64;
    public const int MaxAgentLength = 120;

    /// <summary>How long a session lasts after it was last used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    /// <summary>A session is noted as used no more often than this, so that reading pages hardly ever writes.</summary>
    public static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(5);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required SessionKind Kind { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
    public required string Address { get; init; }

    /// <summary>What the browser calls itself, cut short.</summary>
    public required string Agent { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("Sessions");
            builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(10);
            builder.Property(row => row.Address).HasMaxLength(MaxAddressLength);
            builder.Property(row => row.Agent).HasMaxLength(MaxAgentLength);
            builder.HasIndex(row => row.UserId);
            builder.HasIndex(row => row.SeenAt);
        }
    }
}
