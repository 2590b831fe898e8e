namespace ApprovalFlows.Core.Identifiers;

/// <summary>Check character by ISO 7064 MOD 37,36 over digits and capital letters.</summary>
public static class Mod37
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static char CheckCharacterOf(ReadOnlySpan<char> body)
    {
        var product = Alphabet.Length;
        foreach (var c in body)
        {
            var sum = (product + Value(c)) % Alphabet.Length;
            product = (sum == 0 ? Alphabet.Length : sum) * 2 % (Alphabet.Length + 1);
        }
        return Alphabet[(Alphabet.Length + 1 - product) % Alphabet.Length];
    }

    private static int Value(char c)
    {
        var value = Alphabet.IndexOf(c);
        return value >= 0
            ? value
            : throw new ArgumentException($"'{c}' is neither a digit nor a capital letter.");
    }
}
