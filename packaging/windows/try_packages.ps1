# SPDX-License-Identifier: EUPL-1.2
# try_packages.ps1 OLD NEW   on a real Windows, as administrator: of each folder, each package is installed silently over the
# other, tests itself, leaves what lies in the data folder as it was, and is removed; the first thing that fails ends it.
# OLD comes from packaging/windows/earlier.py. Where UAC is on (on build machines it is off) the setup refuses a raised window:
# there, -Which setup in an ordinary window and -Which msi in a raised one.
param(
    [Parameter(Mandatory)][string]$Old,
    [Parameter(Mandatory)][string]$New,
    [ValidateSet('both', 'setup', 'msi')][string]$Which = 'both'
)
$ErrorActionPreference = 'Stop'
$name = 'Doorverwijzing'
$data = "$env:LOCALAPPDATA\doorverwijzing"

function Invoke-Expecting([int]$Code, [string]$Program, [string[]]$Arguments) {
    $done = Start-Process -FilePath $Program -ArgumentList $Arguments -Wait -PassThru
    if ($done.ExitCode -ne $Code) { throw "$Program $Arguments ended with $($done.ExitCode), not with $Code" }
}

function Test-Installed([string]$Place) {
    foreach ($option in '--version', '--self-test') {
        & "$Place\doorverwijzing-cli.exe" $option
        if ($LASTEXITCODE -ne 0) { throw "$option ended with $LASTEXITCODE" }
    }
}

# A folder that the earlier version has and the later one lacks.
function Assert-Vanishing([string]$Place, [bool]$IsOld) {
    if ((Test-Path "$Place\lib\vanished") -ne $IsOld) { throw "$Place holds files of another version" }
}

function Assert-Gone([string]$Place) {
    for ($look = 0; (Test-Path $Place) -and $look -lt 60; $look++) { Start-Sleep -Milliseconds 500 }
    if (Test-Path $Place) { throw "$Place is still there" }
}

function Get-OnePackage([string]$Folder, [string]$Ending) {
    $found = @(Get-Item "$Folder\$name-*$Ending")
    if ($found.Count -ne 1) { throw "$Folder must hold one package that ends in $Ending" }
    $found[0].FullName
}

function Assert-Version([string]$Hive, [string]$Package) {
    $version = (Get-ItemProperty "${Hive}:\Software\$name").Version
    $expected = "$name-$version-setup.exe", "$name-$version.msi"
    if (-not $version -or (Split-Path -Leaf $Package) -notin $expected) { throw "$Package left version '$version'" }
}

# The administrator's folder counts with the rights of the manual, and no more once users may write in it.
function Assert-ManagedFolder([string]$Place) {
    $managed = "$env:ProgramData\$name"
    New-Item -ItemType Directory $managed | Out-Null
    Set-Content "$managed\policy.toml" 'formaat = 1'
    $reading = '/grant:r', '*S-1-5-32-544:(OI)(CI)F', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-545:(OI)(CI)RX'
    foreach ($rights in @('/setowner', '*S-1-5-32-544', '/T'), @('/reset', '/T'), (@('/inheritance:r') + $reading)) {
        Invoke-Expecting 0 'icacls.exe' (@("`"$managed`"") + $rights)
    }
    Test-Installed $Place
    Invoke-Expecting 0 'icacls.exe' "`"$managed`"", '/grant', '*S-1-5-32-545:(OI)(CI)M'
    & "$Place\doorverwijzing-cli.exe" --self-test
    if ($LASTEXITCODE -ne 1) { throw "a folder that users may write counted: $LASTEXITCODE" }
    Remove-Item -Recurse $managed
}

# Whatever lies where the vault lies must outlive every upgrade and removal.
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content "$data\kept.txt" 'kept'
function Assert-Kept {
    if ((Get-Content "$data\kept.txt") -ne 'kept') { throw "$data was touched" }
}

$oldSetup, $newSetup = (Get-OnePackage $Old '-setup.exe'), (Get-OnePackage $New '-setup.exe')
if ($Which -ne 'msi') {
    $place = "$env:LOCALAPPDATA\Programs\$name"
    foreach ($setup in $oldSetup, $newSetup) {
        Invoke-Expecting 0 $setup '/S'
        Test-Installed $place
        Assert-Version 'HKCU' $setup
        Assert-Vanishing $place ($setup -eq $oldSetup)
    }
    Invoke-Expecting 7 $oldSetup '/S'
    Assert-Version 'HKCU' $newSetup
    Invoke-Expecting 0 "$place\uninstall.exe" '/S'
    Assert-Gone $place
    Assert-Gone "HKCU:\Software\$name"
    Assert-Kept
}

if ($Which -ne 'setup') {
    $oldMsi, $newMsi = (Get-OnePackage $Old '.msi'), (Get-OnePackage $New '.msi')
    $place = "$env:ProgramFiles\$name"
    foreach ($msi in $oldMsi, $newMsi) {
        Invoke-Expecting 0 'msiexec.exe' '/i', "`"$msi`"", '/qn', '/norestart'
        Test-Installed $place
        Assert-Version 'HKLM' $msi
        Assert-Vanishing $place ($msi -eq $oldMsi)
    }
    Assert-ManagedFolder $place
    Invoke-Expecting 6 $newSetup '/S'
    Invoke-Expecting 1603 'msiexec.exe' '/i', "`"$oldMsi`"", '/qn', '/norestart'
    Invoke-Expecting 0 'msiexec.exe' '/fa', "`"$newMsi`"", '/qn', '/norestart'
    Test-Installed $place
    Invoke-Expecting 0 'msiexec.exe' '/x', "`"$newMsi`"", '/qn', '/norestart'
    Assert-Gone $place
    Assert-Gone "HKLM:\Software\$name"
    Assert-Kept
}
Remove-Item "$data\kept.txt"
"${Which}: installed, upgraded, refused an older one, removed; the data folder was left alone"
