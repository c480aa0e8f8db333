namespace NetDsl.Cpu;

/// <summary>What kernels do with vectors of one width: each kernel is written once and compiled for every
/// width.</summary>
/// <typeparam name="TVector">The vector itself, so that locals are registers.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Values in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(float* destination, TVector value);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    static abstract TVector SquareRoot(TVector value);

    /// <summary>left · right + addend; rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>left &lt; right ? yes : no, per value; a NaN is not less.</summary>
    static abstract TVector IfLess(TVector left, TVector right, TVector yes, TVector no);

    /// <summary>Whether both have the same bits ? yes : no, per value.</summary>
    static abstract TVector IfSame(TVector left, TVector right, TVector yes, TVector no);

    /// <summary>The larger; a NaN wins.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>To the nearest integer.</summary>
    static abstract TVector Round(TVector value);

    /// <summary>2^exponent for integers in −126 … 127.</summary>
    static abstract TVector PowerOfTwo(TVector exponent);

    /// <summary>Positive normal numbers as Mantissa · 2^Exponent, with mantissas of at least 1 and less than
    /// 2.</summary>
    static abstract (TVector Mantissa, TVector Exponent) Split(TVector value);

    /// <summary>All values added, in an order that depends on the width only.</summary>
    static abstract float Sum(TVector value);

    /// <summary>Stores the four vectors' sums.</summary>
    static abstract void StoreSums(float* destination, TVector a, TVector b, TVector c, TVector d);

    /// <summary>Stores integers as the bits of <see cref="int"/>s.</summary>
    static abstract void StoreIntegers(float* destination, TVector value);

    /// <summary>The values at even and at odd places of two consecutive vectors.</summary>
    static abstract (TVector Even, TVector Odd) Deinterleave(TVector first, TVector second);

    /// <summary>Four neighbouring values at each of <see cref="Count"/> places: the first of each, the second of each and
    /// so on.</summary>
    /// <param name="places">In values from <paramref name="source"/> on.</param>
    static abstract (TVector First, TVector Second, TVector Third, TVector Fourth) LoadFours(float* source, int* places);

    /// <summary>The way back of <see cref="LoadFours"/>.</summary>
    static abstract void StoreFours(
        float* destination, int* places, TVector first, TVector second, TVector third, TVector fourth);
}
