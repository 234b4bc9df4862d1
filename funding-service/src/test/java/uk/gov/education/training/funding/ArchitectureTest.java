package uk.gov.education.training.funding;

import uk.gov.education.training.events.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
