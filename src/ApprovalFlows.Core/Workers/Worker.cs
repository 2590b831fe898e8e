namespace ApprovalFlows.Core.Workers;

public enum Sex
{
    Unknown = 0,
    Male = 1,
    Female = 2,
    NotStated = 9,
}

/// <summary>How a worker works: living in the area on a stay permit, or crossing daily on the pass alone.</summary>
public enum WorkerMode
{
    Resident,
    Commuter,
}

/// <summary>
/// A border resident known to the system. Names, numbers and addresses are personal data; papers, among them
/// the documents of identity, are <see cref="Certificates.Certificate"/>s that name the worker.
/// </summary>
public sealed class Worker
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As in the document, with diacritics, NFC.</summary>
    public required string NameOriginal { get; set; }

    /// <summary>As in a machine-readable zone, with blanks for its fillers: NGUYEN THI MAU.</summary>
    public required string NameLatin { get; set; }
    public string? NameChinese { get; set; }
    public required Sex Sex { get; set; }
    public required DateOnly BirthDate { get; set; }

    /// <summary>Three letters, ISO 3166.</summary>
    public required string Nationality { get; set; }

    /// <summary>Vietnamese personal number, 12 digits.</summary>
    public string? PersonalNumber { get; set; }
    public string? HomeProvince { get; set; }
    public string? HomeCommune { get; set; }
    public string? HomeAddress { get; set; }
    public string? Phone { get; set; }
    public WorkerMode Mode { get; set; }

    /// <summary>Where the worker works or is about to; null between two employers.</summary>
    public Guid? EnterpriseId { get; set; }

    /// <summary>The agency whose client the worker is.</summary>
    public Guid? AgencyId { get; set; }
    public string? WorkAreaCode { get; set; }
    public string? ParkCode { get; set; }

    /// <summary>Code of the post in the employer's certificate.</summary>
    public string? PostCode { get; set; }

    /// <summary>The record that this one was merged into; all its papers went there.</summary>
    public Guid? MergedIntoId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; } = 1;

    /// <summary>The names, folded, a line each; <see cref="WorkerIndexing"/> keeps it.</summary>
    public string SearchText { get; internal set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<Worker>
    {
        public void Configure(EntityTypeBuilder<Worker> builder)
        {
            builder.Property(worker => worker.NameOriginal).HasMaxLength(60);
            builder.Property(worker => worker.NameLatin).HasMaxLength(60);
            builder.Property(worker => worker.NameChinese).HasMaxLength(20);
            builder.Property(worker => worker.Nationality).HasMaxLength(3);
            builder.Property(worker => worker.PersonalNumber).HasMaxLength(12);
            builder.Property(worker => worker.HomeProvince).HasMaxLength(60);
            builder.Property(worker => worker.HomeCommune).HasMaxLength(60);
            builder.Property(worker => worker.HomeAddress).HasMaxLength(200);
            builder.Property(worker => worker.Phone).HasMaxLength(20);
            builder.Property(worker => worker.Mode).HasConversion<string>().HasMaxLength(20);
            builder.Property(worker => worker.WorkAreaCode).HasMaxLength(9);
            builder.Property(worker => worker.ParkCode).HasMaxLength(40);
            builder.Property(worker => worker.PostCode).HasMaxLength(30);
            builder.Property(worker => worker.Revision).IsConcurrencyToken();
            builder.Property(worker => worker.SearchText).HasMaxLength(200).HasDefaultValue("");
            builder.HasIndex(worker => new { worker.EnterpriseId, worker.Id });
            builder.HasIndex(worker => new { worker.AgencyId, worker.Id });
            builder.HasIndex(worker => new { worker.WorkAreaCode, worker.Id });
            builder.HasIndex(worker => new { worker.ParkCode, worker.Id });
            builder.HasIndex(worker => worker.PersonalNumber);
            builder.HasIndex(worker => new { worker.NameLatin, worker.BirthDate });
        }
    }
}
