using System.Globalization;

namespace ApprovalFlows.Core.Workers;

/// <summary>What is said of a worker, checked.</summary>
public sealed record WorkerFacts
{
    public string NameOriginal { get; init; } = "";
    public string NameLatin { get; init; } = "";
    public string? NameChinese { get; init; }
    public Sex Sex { get; init; }
    public DateOnly BirthDate { get; init; }
    public string Nationality { get; init; } = "";
    public string? PersonalNumber { get; init; }
    public string? HomeProvince { get; init; }
    public string? HomeCommune { get; init; }
    public string? HomeAddress { get; init; }
    public string? Phone { get; init; }
    public WorkerMode Mode { get; init; }
    public string? WorkAreaCode { get; init; }
    public string? ParkCode { get; init; }
    public string? PostCode { get; init; }

    /// <summary>Null where none was given, which is right for a change only.</summary>
    public DocumentFacts? Document { get; init; }

    public static WorkerFacts Of(Worker worker) => new()
    {
        NameOriginal = worker.NameOriginal,
        NameLatin = worker.NameLatin,
        NameChinese = worker.NameChinese,
        Sex = worker.Sex,
        BirthDate = worker.BirthDate,
        Nationality = worker.Nationality,
        PersonalNumber = worker.PersonalNumber,
        HomeProvince = worker.HomeProvince,
        HomeCommune = worker.HomeCommune,
        HomeAddress = worker.HomeAddress,
        Phone = worker.Phone,
        Mode = worker.Mode,
        WorkAreaCode = worker.WorkAreaCode,
        ParkCode = worker.ParkCode,
        PostCode = worker.PostCode,
    };

    public Worker ToWorker(DateTimeOffset now)
    {
        var worker = new Worker
        {
            NameOriginal = NameOriginal,
            NameLatin = NameLatin,
            Sex = Sex,
            BirthDate = BirthDate,
            Nationality = Nationality,
            CreatedAt = now,
        };
        WriteTo(worker);
        return worker;
    }

    public void WriteTo(Worker worker)
    {
        worker.NameOriginal = NameOriginal;
        worker.NameLatin = NameLatin;
        worker.NameChinese = NameChinese;
        worker.Sex = Sex;
        worker.BirthDate = BirthDate;
        worker.Nationality = Nationality;
        worker.PersonalNumber = PersonalNumber;
        worker.HomeProvince = HomeProvince;
        worker.HomeCommune = HomeCommune;
        worker.HomeAddress = HomeAddress;
        worker.Phone = Phone;
        worker.Mode = Mode;
        worker.WorkAreaCode = WorkAreaCode;
        worker.ParkCode = ParkCode;
        worker.PostCode = PostCode;
    }

    /// <summary>As text by the names of <see cref="WorkerFields"/>, without the document.</summary>
    public IReadOnlyDictionary<string, string?> ToTexts() => new Dictionary<string, string?>
    {
        [WorkerFields.NameOriginal] = NameOriginal,
        [WorkerFields.NameLatin] = NameLatin,
        [WorkerFields.NameChinese] = NameChinese,
        [WorkerFields.Sex] = ((int)Sex).ToString(CultureInfo.InvariantCulture),
        [WorkerFields.BirthDate] = BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [WorkerFields.Nationality] = Nationality,
        [WorkerFields.PersonalNumber] = PersonalNumber,
        [WorkerFields.HomeProvince] = HomeProvince,
        [WorkerFields.HomeCommune] = HomeCommune,
        [WorkerFields.HomeAddress] = HomeAddress,
        [WorkerFields.Phone] = Phone,
        [WorkerFields.Mode] = Mode == WorkerMode.Resident ? "resident" : "commuter",
        [WorkerFields.WorkAreaCode] = WorkAreaCode,
        [WorkerFields.ParkCode] = ParkCode,
        [WorkerFields.PostCode] = PostCode,
    };
}

/// <summary>A document of identity as it was shown, checked.</summary>
public sealed record DocumentFacts(
    string Kind, string Number, string Issuer, DateOnly IssuedOn, DateOnly ExpiresOn);
