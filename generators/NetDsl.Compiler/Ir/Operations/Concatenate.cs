using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = the inputs one behind the other. No kernel: each input is written where it belongs.</summary>
/// <param name="Sizes">Values of one example of each input.</param>
public sealed record Concatenate(
    EquatableArray<string> Covers, EquatableArray<int> Inputs, EquatableArray<int> Sizes, int Output) : Operation(Covers)
{
    public override int[] Reads => [.. Inputs];

    public override int[] Writes => [Output];

    public override Parts? Parts => new(Output, Inputs, Sizes);

    public override KernelCall? Call => null;

    public override Operation Rename(Func<int, int> to) =>
        this with { Inputs = new([.. Inputs.Select(to)]), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients)
    {
        var whole = gradients.Of(Output);
        var parts = new int[Inputs.Count];
        for (var index = 0; index < parts.Length; index++)
        {
            // a place for it is there in any case; where nothing in front learns nobody reads it
            parts[index] = gradients.Part(Inputs[index], index, Output);
        }

        gradients.Add(new Split(Covers, whole, new(parts), Sizes));
    }
}
