using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;

namespace NetDsl.Conformance.Devices;

/// <summary>Autoencoders of random layers, with everything that a stage can say of them; without batchnorm, whose
/// gradients of so few values cancel to nothing.</summary>
internal static class RandomAutoencoders
{
    public static Network Create(int seed)
    {
        var random = new Random(seed);
        var statements = new List<string>();
        int count = 1 + random.Next(6);
        for (int i = 0; i < count; i++)
            statements.Add(i == 0 ? Weights(random, i) : Statement(random, i));
        if (random.Next(2) == 0)
            statements.Add($"l{count} = dense 5 {(random.Next(2) == 0 ? "sigmoid" : "tanh")}");

        // of codes between 0 and 1
        bool isSparse = random.Next(2) == 0;
        if (isSparse)
            statements.Add($"l{count + 1} = sigmoid");
        string layers = $"input image 2x9x8; {string.Join("; ", statements)}";
        var stage = Autoencoders.Stage(isTied: random.Next(2) == 0) with
        {
            IsCrossEntropy = random.Next(2) == 0,
            Corruption = random.Next(2) == 0 ? new((CorruptionKind)random.Next(3), 0.3) : null,
            Sparsity = isSparse ? new(0.2, 0.5) : null,
            Unpooling = (Unpooling)random.Next(2),
        };
        return Autoencoders.Make($"Random{seed}", layers, stage, "l0", Name(statements[^1]));
    }

    private static string Name(string statement) => statement[..statement.IndexOf(' ')];

    private static string Statement(Random random, int index) => random.Next(7) switch
    {
        0 => $"l{index} = maxpool 2x2 ceil",
        1 => $"l{index} = maxpool 3x3 stride 2 pad 1 ceil",
        2 => $"l{index} = avgpool 2x2 stride 1",
        3 => $"l{index} = dropout 0.25",
        4 => $"l{index} = relu",
        _ => Weights(random, index),
    };

    private static string Weights(Random random, int index)
    {
        string activation = new[] { "", "relu", "sigmoid", "gelu", "leakyrelu 0.1", "tanh" }[random.Next(6)];
        string window = random.Next(3) switch
        {
            0 => "3x3 filters 2 pad 1",
            1 => "2x2 filters 3 stride 2 pad 1",
            _ => "1x2 filters 2 pad 1 nobias",
        };
        string keyword = random.Next(4) == 0 ? "deconv" : "conv";
        return $"l{index} = {keyword} {window} {activation}";
    }
}
