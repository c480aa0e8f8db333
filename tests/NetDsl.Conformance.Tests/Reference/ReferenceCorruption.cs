using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Conformance.Reference;

/// <summary>A denoising autoencoder's damage, in double.</summary>
internal static class ReferenceCorruption
{
    /// <param name="index">The layer's in its network.</param>
    public static double[] Apply(CorruptionLayer layer, int index, double[] values, RandomWord random)
    {
        var (kind, amount) = layer.Corruption;
        return [.. values.Select((value, i) => kind switch
        {
            CorruptionKind.Masking => IsHit(i) ? 0 : value,
            CorruptionKind.SaltAndPepper => IsHit(i) ? random(index, i) & 1 : value,
            _ => value + amount * Normal(random(index, i & ~1), random(index, i | 1), isFirst: i % 2 == 0),
        })];

        bool IsHit(int i) => Philox.Uniform(random(index, i)) < (float)amount;
    }

    /// <summary>Box and Muller 1958: of two numbers in (0, 1) and [−½, ½) two normal ones.</summary>
    private static double Normal(uint first, uint second, bool isFirst)
    {
        double radius = Math.Sqrt(-2 * Math.Log(((first >> 8) + 0.5) / (1 << 24)));
        double angle = 2 * Math.PI * ((second >> 8) / (double)(1 << 24) - 0.5);
        return radius * (isFirst ? Math.Cos(angle) : Math.Sin(angle));
    }
}
