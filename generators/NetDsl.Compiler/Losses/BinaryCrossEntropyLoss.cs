using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Losses;

/// <summary>Σ −t log σ(z) − (1 − t) log(1 − σ(z)) over the units, each with a target t from 0 to 1.</summary>
public sealed record BinaryCrossEntropyLoss : LossFunction
{
    public override string Name => "BinaryCrossEntropy";

    public override string Kernel => "BinaryCrossEntropy";

    public override string Words => "sigmoid";

    public override bool TakesLabels => false;

    public override bool NamesUnits => true;

    public override bool GivesProbabilities => true;

    public override string Describe(int units) => Count(units, "a probability", "probabilities");

    internal override int Give(ProgramBuilder builder, OutputHead head, int values)
    {
        var member = MemberName.Of(head.Name) + "Probabilities";
        var probabilities = builder.Tensor($"{head.Name}'s probabilities", member, head.Shape, TensorKind.Activation);
        builder.Add(new Activate(
            new([head.Name]), nameof(ActivationKind.Sigmoid), KeepsInput: false, head.Units, values, probabilities));
        return probabilities;
    }
}

/// <summary>`output tags = dense 5 sigmoid`</summary>
internal sealed class BinaryCrossEntropyLossKind : LossKind
{
    public override string Keyword => "sigmoid";

    public override LossFunction Bind(Arguments arguments) => new BinaryCrossEntropyLoss();
}
