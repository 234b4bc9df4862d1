package uk.gov.education.training.providerapi;

import uk.gov.education.training.events.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
