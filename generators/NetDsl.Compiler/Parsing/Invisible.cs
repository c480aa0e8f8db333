using System.Globalization;

namespace NetDsl.Compiler.Parsing;

/// <summary>Characters that an editor shows as nothing: a name with one looks like another name.</summary>
internal static class Invisible
{
    // Unicode's Default_Ignorable_Code_Point among letters and marks: fillers, and what chooses variants
    private const string Ignored = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u3164\uFFA0";

    public static bool Contains(char c) => c >= 0x80
        && (c is >= '\uFE00' and <= '\uFE0F' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format
            || Ignored.IndexOf(c) >= 0);
}
