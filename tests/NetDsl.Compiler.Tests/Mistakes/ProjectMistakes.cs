namespace NetDsl.Compiler.Tests.Mistakes;

/// <summary>Mistakes between files, and between a network and the one that it extends.</summary>
public static class ProjectMistakes
{
    /// <summary>The id, line and column, and the text with what <see cref="Programs.Diagnose"/> calls its
    /// mark.</summary>
    public static TheoryData<string, int, int, string, string> Cases => new()
    {
        { "NET0012", 1, 1, "file", "import" },
        { "NET0012", 1, 8, "file", "import blocks" },
        { "NET0012", 1, 16, "files", "// a.net\n// b.net\nimport \"a.net\" as b" },
        { "NET0018", 2, 1, "files", "// a.net\nconst a = 1\n// b.net\nimport \"a.net\"\nimport \"./a.net\"" },
        { "NET0115", 1, 8, "file", "import \"blocks.net\"\n" + Programs.Network("B(3); dense width") },
        { "NET0115", 2, 8, "files", "// a.net\n// b.net\nconst a = 1\nimport \"A.net\"" },
        { "NET0116", 1, 8, "files", "// a.net\nimport \"a.net\"" },
        { "NET0117", 1, 1, "files", "// a.net\nconst a = 1\n// b.net\nimport \"a.net\"\nconst a = 1" },
        { "NET0117", 2, 1, "files", "// a.net\nblock A() { relu }\n// b.net\nblock A() { relu }\n// c.net\nimport \"a.net\"\nimport \"b.net\"" },
        { "NET0119", 1, 19, "file", "network A extends A { }" },
        { "NET0120", 4, 37, "file", Programs.Network("h = dense 4") + "\nnetwork Other extends Net { replace g with dense 3 }" },
        { "NET0121", 5, 9, "file", Programs.Network("h = dense 4 relu") + "\nnetwork Other extends Net { replace h with tanh\nreplace relu1 with tanh }" },
        { "NET0123", 5, 1, "file", Programs.Network("relu") + "\nnetwork Other extends Net {\nrelu }" },
        { "NET0124", 2, 44, "file", "network Net { input a 4; output b = dense 2 softmax { c d } }\nnetwork Other extends Net { replace b with dense 3 }" },
    };
}
