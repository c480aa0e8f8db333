namespace NetDsl;

/// <summary>A stretch of the parameters that one task or one group of threads updates.</summary>
/// <param name="First">Its first float.</param>
/// <param name="Count">Floats.</param>
internal readonly record struct UpdateTask(int First, int Count, UpdateFactors Factors);

/// <summary>What holds for a stretch of the parameters.</summary>
/// <param name="Rate">Times the step's rate.</param>
/// <param name="Row">The weights of one unit or filter; 0 where no norm is limited.</param>
/// <param name="MaximalNorm">Of each row; 0 where there is no limit.</param>
internal readonly record struct UpdateFactors(float Rate, float Decay, float L1, int Row, float MaximalNorm);
