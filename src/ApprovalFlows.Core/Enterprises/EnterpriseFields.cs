using System.Globalization;
using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Enterprises;

/// <summary>The fields of an enterprise (block B2 of the forms): read, checked, written.</summary>
public static class EnterpriseFields
{
    public const string Name = "name";
    public const string Code = "unifiedSocialCreditCode";
    public const string Kind = "kind";
    public const string AreaCode = "areaCode";
    public const string ParkCode = "parkCode";
    public const string RepresentativeName = "representativeName";
    public const string RepresentativeId = "representativeId";
    public const string Capital = "capital";
    public const string Address = "address";
    public const string Industry = "industry";
    public const string ContactName = "contactName";
    public const string ContactPhone = "contactPhone";
    public const string PilotFrom = "pilotFrom";
    public const string PilotTo = "pilotTo";

    public static IReadOnlyList<string> All { get; } =
    [
        Name, Code, Kind, AreaCode, ParkCode, RepresentativeName, RepresentativeId, Capital, Address, Industry,
        ContactName, ContactPhone, PilotFrom, PilotTo,
    ];

    public static IReadOnlyList<string> Required { get; } = [Name, Code, Kind, AreaCode];

    /// <summary>What a firm keeps right itself; all else the offices do.</summary>
    public static IReadOnlyList<string> OfItself { get; } = [Address, ContactName, ContactPhone];

    public static IReadOnlyDictionary<string, string?> ToTexts(Enterprise firm) => new Dictionary<string, string?>
    {
        [Name] = firm.Name,
        [Code] = firm.UnifiedSocialCreditCode,
        [Kind] = firm.Kind,
        [AreaCode] = firm.AreaCode,
        [ParkCode] = firm.ParkCode,
        [RepresentativeName] = firm.RepresentativeName,
        [RepresentativeId] = firm.RepresentativeId,
        [Capital] = firm.Capital?.ToString("0.##", CultureInfo.InvariantCulture),
        [Address] = firm.Address,
        [Industry] = firm.Industry,
        [ContactName] = firm.ContactName,
        [ContactPhone] = firm.ContactPhone,
        [PilotFrom] = firm.PilotFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [PilotTo] = firm.PilotTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Writes what was read; where something is wrong, the record must not be saved.</summary>
    public static FactReader Write(Enterprise firm, IReadOnlyDictionary<string, string?> texts, DateOnly today)
    {
        var reader = new FactReader(texts);
        firm.Name = reader.Text(Name, 100, required: true) ?? "";
        firm.UnifiedSocialCreditCode =
            reader.Checked(Code, UnifiedSocialCreditCode.Check, required: true) ?? "";
        firm.Kind = reader.Choice(Kind, EnterpriseKinds.Names, "", required: true);
        firm.AreaCode = reader.Text(AreaCode, 9, required: true) ?? "";
        if (firm.AreaCode.Length > 0 && AreaRegister.Seed.FindCurrent(firm.AreaCode) is null)
            reader.Fail(AreaCode, "Worker.AreaUnknown", firm.AreaCode);
        firm.ParkCode = reader.Text(ParkCode, 40);
        if (firm.ParkCode is { } park && ParkRegister.Seed.Find(park) is null)
            reader.Fail(ParkCode, "Worker.ParkUnknown", park);
        firm.RepresentativeName = reader.Text(RepresentativeName, 60);
        firm.RepresentativeId = reader.Checked(RepresentativeId, text => ChineseId.Check(text, today));
        firm.Capital = Money(reader);
        firm.Address = reader.Text(Address, 200);
        firm.Industry = reader.Text(Industry, 60);
        firm.ContactName = reader.Text(ContactName, 60);
        firm.ContactPhone = reader.Text(ContactPhone, 20);
        firm.PilotFrom = reader.Date(PilotFrom);
        firm.PilotTo = reader.Date(PilotTo);
        if (firm.PilotTo < firm.PilotFrom) reader.Fail(PilotTo, "Worker.EndsFirst");
        return reader;
    }

    private static decimal? Money(FactReader reader)
    {
        if (reader.Text(Capital, 20) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount < 1_000_000_000_000m)
            return amount;
        reader.Fail(Capital, "Worker.NoAmount", text);
        return null;
    }
}
