"""规划体检: a plan read by rules, each finding with its arithmetic and the places it rests on."""
