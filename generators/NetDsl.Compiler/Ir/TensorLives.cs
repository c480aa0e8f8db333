namespace NetDsl.Compiler.Ir;

/// <summary>When each tensor of a program is first written and last needed, in operations from the start. A part is needed as
/// long as what it is a part of, and the other way round.</summary>
internal sealed class TensorLives
{
    private readonly int[] first;
    private readonly int[] last;

    // the last read of a tensor or of what it is a part of; and of a tensor or of its parts
    private readonly int[] asPart;
    private readonly int[] asWhole;

    public TensorLives(TensorProgram program)
    {
        var count = program.Tensors.Count;
        (first, last, asPart, asWhole) = (new int[count], new int[count], new int[count], new int[count]);
        for (var tensor = 0; tensor < count; tensor++)
        {
            (first[tensor], last[tensor], asPart[tensor], asWhole[tensor]) = (int.MaxValue, -1, -1, -1);
        }

        var operations = program.Operations.ToArray();
        for (var index = 0; index < operations.Length; index++)
        {
            foreach (var tensor in operations[index].Reads)
            {
                Use(tensor, index);
                asPart[tensor] = asWhole[tensor] = index;
            }

            foreach (var tensor in operations[index].Writes)
            {
                Use(tensor, index);
            }
        }

        Link(operations);
        if (program.IsTraining)
        {
            KeepOutputs(program);
        }
    }

    public bool IsUsed(int tensor) => last[tensor] >= 0;

    public int First(int tensor) => first[tensor];

    /// <summary>The last operation that needs its values, be it as part of another or as what others are parts of; −1 for
    /// none.</summary>
    public int LastRead(int tensor) => Math.Max(asPart[tensor], asWhole[tensor]);

    /// <summary>The last operation for which its place is its own.</summary>
    public int Last(int tensor) => Math.Max(last[tensor], LastRead(tensor));

    private void Use(int tensor, int index)
    {
        first[tensor] = Math.Min(first[tensor], index);
        last[tensor] = Math.Max(last[tensor], index);
    }

    // a concatenation stands behind the ones inside it, and a split before those of its parts
    private void Link(Operation[] operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Parts is { } parts)
            {
                var isSplit = operation.IsReading(parts.Whole);
                Pass(parts, isSplit ? asPart : asWhole, toParts: isSplit);
            }
        }

        foreach (var operation in Enumerable.Reverse(operations))
        {
            if (operation.Parts is { } parts)
            {
                var isSplit = operation.IsReading(parts.Whole);
                Pass(parts, isSplit ? asWhole : asPart, toParts: !isSplit);
            }
        }
    }

    private static void Pass(Parts parts, int[] reads, bool toParts)
    {
        foreach (var part in parts.Members)
        {
            var (from, to) = toParts ? (parts.Whole, part) : (part, parts.Whole);
            reads[to] = Math.Max(reads[to], reads[from]);
        }
    }

    // a layer's output stays until the forward pass ends: the runtime looks there for the first value that is not finite
    private void KeepOutputs(TensorProgram program)
    {
        foreach (var output in program.LayerOutputs)
        {
            if (output >= 0)
            {
                Use(output, program.Forward.Count - 1);
            }
        }
    }
}
