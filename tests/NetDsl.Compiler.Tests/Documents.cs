using System.Text.RegularExpressions;

namespace NetDsl.Compiler.Tests;

/// <summary>The documents beside the compiler's source, and the examples in them.</summary>
internal static class Documents
{
    public static string Read(string path) =>
        File.ReadAllText(Path.Combine(Root(), "generators", "NetDsl.Compiler", path)).Replace("\r\n", "\n");

    /// <summary>Each ```mark … ``` of a document whose mark says how it becomes a whole file.</summary>
    public static IEnumerable<(string Mark, string Text)> Examples(string document) => Regex
        .Matches(document, @"^```(file|files|layers|schedule|stage|digits|images|repeated|rooted|rootless)\n(.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "NetDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
