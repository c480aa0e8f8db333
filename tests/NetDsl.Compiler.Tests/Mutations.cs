using CsCheck;

namespace NetDsl.Compiler.Tests;

/// <summary>Texts near to programs.</summary>
internal static class Mutations
{
    private static readonly string[] Pieces =
    [
        "network", "schedule", "for", "Net", "input", "output", "conv", "5x5", "filters", "maxpool", "2x2", "stride", "0",
        "dense", "10", "softmax", "linear", "{", "}", "{\n", "\n}", "\n", ";", "=", "..", "init", "uniform", "-0.1", "1e999",
        "99999999999999999999", "finetune", "optimizer", "sgd", "rate", "epochs", "batch", "//", "/*", "*/", "///", "\"", "\0",
        "\r\n", "\uFEFF", "\uD800", "😀", "größe", "_", "x", "1x", "stop", "when", "relu", " ", "\t", "pad", "same", "loss",
        "leakyrelu", "elu", "gelu", "lrn", "alpha", "global", "avgpool", "flatten",
        "const", "block", "repeat", "Unit", "(", ")", ",", "+", "-", "*", "/", "3", "width", "stage",
        "import", "\"a.net\"", "\"b.net\"", "\"../c.net\"", "\"\"", "\"\\..:/\"", "// a.net\n", "\n// b.net\n",
        "extends", "replace", "with", "Next", "c2", "u", "digit", "relu1",
        "pretrain", "momentum", "then", "after", "freeze", "h1", "h2", "of", "is", "times", "weight", "masking", "hidden",
        .. Stages.PretrainKinds.Keywords, .. Stages.PretrainKinds.All.SelectMany(kind => kind.Settings),
        .. Binding.PretrainBinder.Settings, "epochs 3", "rate 0.1",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]);

    /// <summary>A text of random words of the language.</summary>
    public static readonly Gen<string> Words =
        Piece.Array[0, 80].Select(pieces => string.Join(' ', pieces));

    /// <summary>The program with a few characters gone and a few words put in.</summary>
    public static Gen<string> Of(string program) => Gen.Select(
        Gen.Int[0, program.Length - 1], Gen.Int[0, 12], Piece.Array[0, 3],
        (start, length, pieces) => program
            .Remove(start, Math.Min(length, program.Length - start))
            .Insert(start, string.Join(' ', pieces)));
}
