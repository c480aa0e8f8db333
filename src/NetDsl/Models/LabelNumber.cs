using System.Runtime.CompilerServices;

namespace NetDsl;

/// <summary>Classes are numbers inside and the network's own enum outside.</summary>
internal static class LabelNumber<TLabel>
    where TLabel : struct
{
    internal static TLabel ToLabel(int number)
    {
        CheckSize();
        return Unsafe.BitCast<int, TLabel>(number);
    }

    internal static int ToNumber(TLabel label)
    {
        CheckSize();
        return Unsafe.BitCast<TLabel, int>(label);
    }

    private static void CheckSize()
    {
        if (Unsafe.SizeOf<TLabel>() != sizeof(int))
        {
            throw new NotSupportedException(
                $"a label type must be int or an enum over int, but {typeof(TLabel)} is not");
        }
    }
}
