using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Names that C#, the runtime or generated code have for something else, and names of all scripts.</summary>
internal static class OddNames
{
    private const BindingFlags AllMembers =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string[] Words =
    [
        .. SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText),
        "extension", "field", "union", "closed", "dynamic", "nint", "notnull", "unmanaged", "_", "__", "_1", "a_1_2", "a__b",
        // what generated code calls its own
        .. "C1 C1Weights C1Bias C1Shape C1Slope C1Layer H1 H12 H1ToH2 Y YLayer YProbability Get get_C1 set_C1 add_C1 op_Implicit Item Value"
            .Split(' '),
        .. "Standard StandardStages Stages FineTune FineTune2 Deep DeepStages Deep_H1 Deep_FineTune UpToH1 Network Source".Split(' '),
        .. "label score output outputs probability probabilities scores values value size room i inputs predictions input image"
            .Split(' '),
        .. "batch step seed device executor theY theYProbability measures unit".Split(' '),
        // what it uses of others
        .. "System NetDsl Net Cpu Gpu Global Shape Math MathF Span ReadOnlySpan Device ArrayPool Buffers CLSCompliant Program Microsoft"
            .Split(' '),
        .. "Reader MyNet Acme Event App Record File InvalidOperationException Exception Object String Int32 Single".Split(' '),
        .. "N0 N1 N2 N3 n4 Digit P Q R V W".Split(' '),
    ];

    private static readonly string[] Members =
    [
        .. new[]
            {
                typeof(object), typeof(Enum), typeof(NetDsl.Model), typeof(Classifier<,>), typeof(Regressor<>),
                typeof(MultiTaskModel<>),
            }
            .SelectMany(type => type.GetMembers(AllMembers)).Select(member => member.Name.Split('`')[0])
            .Where(name => name.All(letter => char.IsLetterOrDigit(letter) || letter == '_')).Distinct(),
        .. typeof(NetDsl.Model).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0]).Distinct(),
    ];

    private static readonly char[] Letters =
        [.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(SyntaxFacts.IsIdentifierPartCharacter)];

    // decomposed accents, right to left, joined by marks, cased in several ways, replaced by astral letters when composed
    private static readonly string[] Scripts =
        ["Tra\u0308um", "Träum", "जल", "क्षेत्र", "ไทย", "עברית", "العربية", "ǆ", "ß", "ﬁ", "İ", "ı", "Ω", "\u2126", "\uFACF", "가", "\u1100\u1161",
            "e\u0301\u0323", "x\u0323\u0301", "a\u200Bb", "a\u200Db", "a\uFE0F", "_\u0301x", "\U0001D4B3", "٣", "a٣", "ⅷ", "a‿b", "日本", "ʰ", "ªb"];

    public static string Draw(Random random)
    {
        var name = random.Next(12) switch
        {
            < 5 => Words[random.Next(Words.Length)],
            < 8 => Members[random.Next(Members.Length)],
            8 => Scripts[random.Next(Scripts.Length)],
            9 => Random(random, random.Next(1, 6)),
            10 => Words[random.Next(Words.Length)] + Words[random.Next(Words.Length)],
            _ => new string('n', random.Next(100, 1100)),
        };
        return random.Next(6) switch
        {
            0 => char.ToLowerInvariant(name[0]) + name[1..],
            1 => char.ToUpperInvariant(name[0]) + name[1..],
            2 => Snake(name),
            _ => name,
        };
    }

    private static string Random(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));

    /// <summary>`C1Weights` as `c1_weights`, which becomes the same member.</summary>
    private static string Snake(string name) => string.Concat(name.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? "_" + char.ToLower(letter, CultureInfo.InvariantCulture) : $"{letter}"));
}
