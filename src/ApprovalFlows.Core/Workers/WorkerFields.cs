namespace ApprovalFlows.Core.Workers;

/// <summary>Names of the fields of a worker and of the document of identity, as forms, rosters and the API say them
/// (block B1 of the forms).</summary>
public static class WorkerFields
{
    public const string NameOriginal = "nameOriginal";
    public const string NameLatin = "nameLatin";
    public const string NameChinese = "nameChinese";
    public const string Sex = "sex";
    public const string BirthDate = "birthDate";
    public const string Nationality = "nationality";
    public const string PersonalNumber = "personalNumber";
    public const string HomeProvince = "homeProvince";
    public const string HomeCommune = "homeCommune";
    public const string HomeAddress = "homeAddress";
    public const string Phone = "phone";
    public const string Mode = "mode";
    public const string WorkAreaCode = "workAreaCode";
    public const string ParkCode = "parkCode";
    public const string PostCode = "postCode";
    public const string DocumentKind = "documentKind";
    public const string DocumentNumber = "documentNumber";
    public const string DocumentIssuer = "documentIssuer";
    public const string DocumentIssuedOn = "documentIssuedOn";
    public const string DocumentExpiresOn = "documentExpiresOn";

    /// <summary>In the order of the roster.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NameOriginal, NameLatin, NameChinese, Sex, BirthDate, Nationality, PersonalNumber, DocumentKind,
        DocumentNumber, DocumentIssuer, DocumentIssuedOn, DocumentExpiresOn, HomeProvince, HomeCommune, HomeAddress,
        Phone, Mode, WorkAreaCode, ParkCode, PostCode,
    ];

    public static IReadOnlyList<string> OfDocument { get; } =
        [DocumentKind, DocumentNumber, DocumentIssuer, DocumentIssuedOn, DocumentExpiresOn];

    public static IReadOnlyList<string> OfPerson { get; } = [.. All.Except(OfDocument)];
}
