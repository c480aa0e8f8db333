using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <param name="Optimizer">Null where something is wrong with it.</param>
/// <param name="Change">Of its momentum; null where that stays.</param>
internal sealed record BoundOptimizer(Optimizer? Optimizer, double Rate, PlacedChange? Change = null);

/// <summary>`optimizer sgd rate 0.05 momentum 0.9 decay 0.0005`, `optimizer adam rate 0.001`.</summary>
internal static class OptimizerBinder
{
    private const string Example = "optimizer sgd rate 0.1 momentum 0.9";

    private static readonly AttributeSpec Rate = new("rate");

    private static readonly AttributeSpec L1 = new("l1");

    public static BoundOptimizer Bind(StatementSyntax whole, DiagnosticBag diagnostics)
    {
        if (whole.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, "optimizer");
        }

        var errors = diagnostics.ErrorCount;
        var change = MomentumReader.Take(whole, diagnostics, out var statement);
        var isChangeRight = diagnostics.ErrorCount == errors;
        var phrase = new Phrase(statement, "optimizer", Example, diagnostics);
        if (phrase.Word(OptimizerKinds.Keywords) is not { } name || OptimizerKinds.Find(name) is not { } kind)
        {
            return new BoundOptimizer(null, 0);
        }

        var arguments = new Arguments(
            diagnostics, statement.Terms[1], statement.Terms.Skip(2), name, kind.Example, null,
            [Rate, .. kind.Attributes, L1]);
        var rate = arguments.Real("rate", RealRange.Positive);
        var optimizer = kind.Bind(arguments) with { L1 = arguments.Real("l1", RealRange.NotNegative, 0) };
        MomentumReader.Check(change, arguments);
        return new BoundOptimizer(arguments.Failed || !isChangeRight ? null : optimizer, rate, change);
    }
}
