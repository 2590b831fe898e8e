namespace ApprovalFlows.Core.Organisation;

/// <summary>
/// An office of the administration. Offices are renamed and merged, so each has validity dates and
/// may name its successor; whoever addresses an old office reaches the living one.
/// </summary>
public sealed class Department
{
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }

    /// <summary>Region whose calendar counts for this office: GX or CN.</summary>
    public required string Region { get; set; }
    public required DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public string? SuccessorCode { get; set; }

    /// <summary>Post of the person in charge of the daily work (分管负责人); null until it is told.</summary>
    public string? SupervisorPost { get; set; }

    /// <summary>Post of the person who answers for the whole office (主要负责人).</summary>
    public string? LeaderPost { get; set; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    internal sealed class Mapping : IEntityTypeConfiguration<Department>
    {
        public void Configure(EntityTypeBuilder<Department> builder)
        {
            builder.HasKey(department => department.Code);
            builder.Property(department => department.Code).HasMaxLength(40);
            builder.Property(department => department.Region).HasMaxLength(4);
            builder.Property(department => department.SuccessorCode).HasMaxLength(40);
            builder.Property(department => department.SupervisorPost).HasMaxLength(40);
            builder.Property(department => department.LeaderPost).HasMaxLength(40);
        }
    }
}

/// <summary>A function within a department; flows address posts, never persons.</summary>
public sealed class Post
{
    public required string DepartmentCode { get; init; }
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Post>
    {
        public void Configure(EntityTypeBuilder<Post> builder)
        {
            builder.HasKey(post => new { post.DepartmentCode, post.Code });
            builder.Property(post => post.DepartmentCode).HasMaxLength(40);
            builder.Property(post => post.Code).HasMaxLength(40);
        }
    }
}

/// <summary>Who holds a post, from when to when (both days included).</summary>
public sealed class PostHolding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required string DepartmentCode { get; init; }
    public required string PostCode { get; init; }
    public required DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public int Revision { get; private set; } = 1;

    public bool IsOn(DateOnly day) => From <= day && (To is null || day <= To);

    public void End(DateOnly lastDay)
    {
        To = lastDay;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PostHolding>
    {
        public void Configure(EntityTypeBuilder<PostHolding> builder)
        {
            builder.Property(held => held.DepartmentCode).HasMaxLength(40);
            builder.Property(held => held.PostCode).HasMaxLength(40);
            builder.Property(held => held.Revision).IsConcurrencyToken();
            builder.HasIndex(held => held.UserId);
            builder.HasIndex(held => new { held.DepartmentCode, held.PostCode });
        }
    }
}
