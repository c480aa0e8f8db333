using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`momentum 0.5 then 0.9 after 5 epochs`: a setting of a stage, or part of its optimizer.</summary>
internal static class MomentumReader
{
    private const string Subject = "a momentum that changes";

    private const string Example = "momentum 0.5 then 0.9 after 5 epochs";

    /// <summary>Of a setting; null where it is not stated, or something is wrong with it.</summary>
    public static Momentum? Read(StageSettings settings) => settings.One("momentum", Example, phrase =>
    {
        var number = phrase.Where;
        var first = phrase.Real("value", RealRange.BelowOne);
        var where = phrase.Where;
        var change = phrase.Accept("then") ? Change(phrase) : null;
        if (change is not null && first == 0)
        {
            phrase.Report(Descriptors.OutOfRange, number, Subject, RealRange.Inner, Text.Real(first));
        }

        return new Momentum(first, change is null ? null : new PlacedChange(change, where));
    });

    /// <summary>Reports an optimizer's momentum that is to change, but is none.</summary>
    public static void Check(PlacedChange? change, Arguments arguments)
    {
        if (change is not null && !arguments.Failed && arguments.Real("momentum", RealRange.BelowOne, 0) == 0)
        {
            arguments.Report(Descriptors.OutOfRange, arguments.SpanOf("momentum"), Subject, RealRange.Inner, 0);
        }
    }

    /// <summary>Takes the change out of an optimizer's terms, where it stands behind the momentum.</summary>
    /// <param name="rest">The other terms.</param>
    public static PlacedChange? Take(StatementSyntax statement, DiagnosticBag diagnostics, out StatementSyntax rest)
    {
        rest = statement;
        var terms = statement.Terms;
        var then = IndexOf(terms, 0, "then");
        if (then < 3 || !IsBehindMomentum(terms, then, diagnostics.Scope))
        {
            return null;
        }

        // the number itself may be called so
        var number = Math.Max(then, IndexOf(terms, then, "after")) + 2;
        var end = Math.Max(IndexOf(terms, number, "epochs"), IndexOf(terms, number, "epoch")) + 1;
        end = end == 0 ? terms.Count : end;
        rest = statement with { Terms = terms.Take(then).Concat(terms.Skip(end)).ToEquatableArray() };
        var span = terms[then].Span.To(terms[end - 1].Span);
        var change = new StatementSyntax(
            span, null, null, terms.Skip(then).Take(end - then).ToEquatableArray(), Block: null);
        var phrase = new Phrase(change, "momentum", Example, diagnostics);
        var read = Change(phrase);
        phrase.End();
        return phrase.Failed ? null : new PlacedChange(read, span);
    }

    // behind `then`
    private static MomentumChange Change(Phrase phrase)
    {
        // 0 keeps no state, which the update would have to drop or make
        var later = phrase.Real("value", RealRange.Inner);
        phrase.Word("after");
        var epochs = phrase.Integer("number of epochs", Limits.Epochs);
        phrase.Word("epochs", "epoch");
        return new MomentumChange(later, (int)epochs);
    }

    private static int IndexOf(EquatableArray<TermSyntax> terms, int start, string text)
    {
        for (var index = start; index < terms.Count; index++)
        {
            if (terms[index].Text == text)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Whether only a value stands between the last `momentum` and there.</summary>
    private static bool IsBehindMomentum(EquatableArray<TermSyntax> terms, int then, Scope scope)
    {
        var index = then - 1;
        while (index > 1 && (terms[index] is not WordTerm || scope.Contains(terms[index].Text)))
        {
            index--;
        }

        return index < then - 1 && terms[index].Text == "momentum";
    }
}

/// <param name="Change">Null where it stays.</param>
internal sealed record Momentum(double First, PlacedChange? Change);

/// <param name="Span">Where it stands.</param>
internal sealed record PlacedChange(MomentumChange Change, TextSpan Span);
