namespace NetDsl.Compiler.Binding;

/// <summary>Statements that the repeats, blocks and extended networks of one file may still come to.</summary>
internal sealed class ExpansionBudget
{
    private int left = Limits.ExpandedStatements;

    /// <summary>Whether there were more, which is reported: nothing more is written out.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Counts statements.</summary>
    /// <returns>Whether these are the ones that are too many.</returns>
    public bool Exceeds(int statements)
    {
        if (IsSpent)
        {
            return false;
        }

        left -= statements;
        IsSpent = left < 0;
        return IsSpent;
    }

    /// <summary>Ends it for another reason.</summary>
    /// <returns>Whether that is new.</returns>
    public bool End()
    {
        var isNew = !IsSpent;
        IsSpent = true;
        return isNew;
    }
}
