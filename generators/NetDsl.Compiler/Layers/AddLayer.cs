using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`add { branch { … } branch { … } }`: the sum of values of one shape, as in a residual block (He et al. 2016).</summary>
public sealed record AddLayer(string Name, string? Documentation, Shape Input, int Count)
    : JoinLayer(Name, Documentation, Input, Input, Count)
{
    public override string Description => $"sum of {Text.Count(Count)}";

    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) =>
        inputs.Aggregate((sum, next) => new ValueRange(sum.Low + next.Low, sum.High + next.High));

    public override int Lower(ProgramBuilder builder, int[] inputs)
    {
        var sum = inputs[0];
        for (var index = 1; index < inputs.Length; index++)
        {
            var isLast = index == inputs.Length - 1;
            var name = isLast ? Name : $"{Name} of the first {index + 1}";
            var member = MemberName.Of(Name) + (isLast ? "" : $"Of{index + 1}");
            var output = builder.Tensor(name, member, Output, TensorKind.Activation);
            builder.Add(new Add(Covers, (int)Output.Count, sum, inputs[index], output));
            sum = output;
        }

        return sum;
    }
}

internal sealed class AddLayerKind : JoinLayerKind
{
    public override string Keyword => "add";

    public override Layer? Join(LayerContext context, IReadOnlyList<Flow> joined)
    {
        foreach (var flow in joined)
        {
            if (flow.Shape != joined[0].Shape)
            {
                return Refuse(context, "values of one shape", joined[0], flow);
            }
        }

        return new AddLayer(context.Name, context.Documentation, joined[0].Shape!, joined.Count);
    }
}
