namespace NetDsl.Benchmarks.Machine;

/// <summary>What <see cref="FmaPeak"/> found.</summary>
/// <param name="GigaFlops">2 × multiply-adds a second ÷ 10⁹, all threads together.</param>
/// <param name="VectorBits">The vector width that gave it.</param>
internal readonly record struct FmaMeasurement(double GigaFlops, int VectorBits);
